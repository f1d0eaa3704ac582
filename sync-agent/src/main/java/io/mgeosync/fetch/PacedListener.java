package io.mgeosync.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes on how a transfer goes: not each chunk, but at most once in so long, with the rate. */
public final class PacedListener implements FetchListener {
  private final Clock clock;
  private final Duration every;
  private final Duration first;
  private final Consumer<TransferReport> out;
  private Optional<FetchProgress> last = Optional.empty();
  private Rate rate = new Rate();
  private Instant next = Instant.MIN;

  private PacedListener(Clock clock, Duration every, Duration first, Consumer<TransferReport> out) {
    this.clock = clock;
    this.every = every;
    this.first = first;
    this.out = out;
  }

  /** For an operator who watches: the first report comes at once. */
  public static PacedListener live(Clock clock, Duration every, Consumer<TransferReport> out) {
    return new PacedListener(clock, every, Duration.ZERO, out);
  }

  /** For a log: a transfer that is over sooner leaves no line. */
  public static PacedListener log(Clock clock, Duration every, Consumer<TransferReport> out) {
    return new PacedListener(clock, every, every, out);
  }

  @Override
  public synchronized void progress(FetchProgress now) {
    Instant at = clock.instant();
    if (isAnother(now)) {
      rate = new Rate();
      next = later(next, at.plus(first));
    }
    last = Optional.of(now);
    rate.count(at, done(now));
    if (isDue(at)) {
      next = at.plus(every);
      out.accept(new TransferReport(now, rate.perSecond(at, done(now))));
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** What lies further ahead than one turn was set by a clock that was put back since. */
  private boolean isDue(Instant at) {
    return !at.isBefore(next) || next.isAfter(at.plus(every));
  }

  /** Within one transfer nothing is ever taken back. */
  private boolean isAnother(FetchProgress now) {
    return last.filter(was -> was.total() == now.total() && done(was) <= done(now)).isEmpty();
  }

  private static long done(FetchProgress progress) {
    return progress.fetched() + progress.reused();
  }
}
