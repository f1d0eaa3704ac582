package io.mgeosync.net;

import io.mgeosync.base.Stopwatch;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What time other machines said it is, by the {@code Date} of their answers, held against this
 * node's clock: an expiry that looks to be over, or a rollout that looks ended, may be our own
 * clock. Nothing is decided by it. Safe from any thread.
 */
public final class ServerDates {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final Map<String, Said> last = new ConcurrentSkipListMap<>();

  private record Said(Instant date, Stopwatch since) {
    /** What it would say now. */
    Instant now() {
      return date.plus(since.elapsed());
    }
  }

  /**
   * A server has answered.
   *
   * @param date its header; what is no date says nothing
   */
  public void recordDate(String server, Optional<String> date) {
    date.flatMap(ServerDates::parse)
        .ifPresent(said -> last.put(server, new Said(said, Stopwatch.started())));
  }

  /** A server has said in another way what time it is now. */
  public void recordTime(String server, Instant now) {
    last.put(server, new Said(now, Stopwatch.started()));
  }

  private static Optional<Instant> parse(String date) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** One sentence for each server whose clock and this one differ by more than some minutes. */
  public List<String> disagreements(Clock clock) {
    return last.entrySet().stream()
        .flatMap(said -> sentence(said.getKey(), said.getValue().now(), clock.instant()).stream())
        .toList();
  }

  private static Optional<String> sentence(String server, Instant theirs, Instant ours) {
    Duration ahead = Duration.between(theirs, ours);
    return ahead.abs().compareTo(TOLERANCE) <= 0
        ? Optional.empty()
        : Optional.of(
            "this node's clock is %s %s that of %s: one of the two is wrong, and expiries are judged by ours; look at timedatectl on both"
                .formatted(about(ahead.abs()), ahead.isNegative() ? "behind" : "ahead of", server));
  }

  /** Coarse, so that the sentence stays the same while the difference does. */
  private static String about(Duration difference) {
    if (difference.toDays() >= 2) {
      return "about %d days".formatted(difference.plusHours(12).toDays());
    }
    return difference.toHours() >= 2
        ? "about %d hours".formatted(difference.plusMinutes(30).toHours())
        : "about %d minutes".formatted(difference.plusSeconds(30).toMinutes());
  }
}
