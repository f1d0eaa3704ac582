package io.mgeosync.fetch;

import java.time.Duration;
import java.util.Optional;

/**
 * How a transfer goes at one moment.
 *
 * @param bytesPerSecond lately, the reused ones among them
 */
public record TransferReport(FetchProgress progress, long bytesPerSecond) {

  public long doneBytes() {
    return progress.fetched() + progress.reused();
  }

  /** From 0 to 100; an empty transfer is complete. */
  public int percent() {
    return percentOfTotal(doneBytes());
  }

  /** Which share of the whole was on this disk already, from 0 to 100. */
  public int reusedPercent() {
    return percentOfTotal(progress.reused());
  }

  private int percentOfTotal(long bytes) {
    return progress.total() == 0 ? 100 : (int) (bytes * 100 / progress.total());
  }

  /** How long it takes from here when nothing changes; empty while that cannot be told. */
  public Optional<Duration> left() {
    return bytesPerSecond <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((progress.total() - doneBytes()) / bytesPerSecond));
  }

  /** For people: {@code 512.0 MiB of 1.2 GiB, 85.3 MiB/s, 8 s left, 37% reused}. */
  public String sentence() {
    var text = new StringBuilder();
    text.append(ByteText.of(doneBytes())).append(" of ").append(ByteText.of(progress.total()));
    text.append(", ").append(ByteText.of(Math.max(0, bytesPerSecond))).append("/s");
    left().ifPresent(left -> text.append(", ").append(words(left)).append(" left"));
    if (progress.reused() > 0) {
      text.append(", ").append(reusedPercent()).append("% reused");
    }
    return text.toString();
  }

  private static String words(Duration time) {
    if (time.toHours() > 0) {
      return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
