package io.mgeosync.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * For how long the machine has run: a clock that no correction moves, and which goes on while no
 * process of ours is there.
 *
 * @param boot which start of the machine this is
 * @param seconds since then
 */
public record Uptime(String boot, double seconds) {
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Reads it from the kernel.
   *
   * @param proc where procfs is mounted
   * @throws IOException when the kernel does not say so
   */
  public static Uptime read(Path proc) throws IOException {
    String boot = Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
    String seconds = Files.readString(proc.resolve("uptime")).split(" ", 2)[0];
    try {
      return new Uptime(boot, Double.parseDouble(seconds));
    } catch (NumberFormatException e) {
      throw new IOException(proc.resolve("uptime") + " holds no number", e);
    }
  }

  /** What has passed since then; empty when the machine was started again in between. */
  public Optional<Duration> since(Uptime earlier) {
    return boot.equals(earlier.boot) && seconds >= earlier.seconds
        ? Optional.of(Duration.ofNanos((long) ((seconds - earlier.seconds) * NANOS_PER_SECOND)))
        : Optional.empty();
  }
}
