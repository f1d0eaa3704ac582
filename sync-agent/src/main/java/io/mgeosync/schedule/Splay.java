package io.mgeosync.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A cron line, each run of it later by this node's own steady delay, so that a thousand nodes do
 * not start at once and one node starts at the same time every night.
 */
record Splay(CronSpec cron, Duration delay) {

  /**
   * The delay of one node for one name.
   *
   * @param most exclusive, unless it is zero
   */
  static Splay of(CronSpec cron, String node, String name, Duration most) {
    var hash = new CRC32();
    hash.update((node + "\n" + name).getBytes(UTF_8));
    long millis = most.toMillis();
    return new Splay(cron, Duration.ofMillis(millis == 0 ? 0 : spread(hash.getValue()) % millis));
  }

  /** CRC-32 of names that differ in one digit differs in few bits; this stirs them. */
  private static long spread(long hash) {
    long mixed = (hash + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return (mixed ^ (mixed >>> 32)) >>> 1;
  }

  /** The first delayed run strictly after. */
  Optional<Instant> nextAfter(Instant instant) {
    return cron.nextAfter(instant.minus(delay)).map(run -> run.plus(delay));
  }

  /** Whether a run lay between the last success and now; a node that never succeeded has missed. */
  boolean missed(Optional<Instant> lastSuccess, Instant now) {
    return lastSuccess
        .map(last -> nextAfter(last).filter(run -> !run.isAfter(now)).isPresent())
        .orElse(true);
  }
}
