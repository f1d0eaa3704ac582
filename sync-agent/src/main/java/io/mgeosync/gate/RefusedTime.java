package io.mgeosync.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * For how long each condition has refused since the gate was made. A condition that went stale
 * refuses from the very moment on at which it was no longer believed, independently of when it is
 * read. Immutable; several conditions that refuse at once are each counted.
 *
 * @param before until {@code since}
 * @param now what has been in force since then
 */
record RefusedTime(Map<ConditionType, Duration> before, GateSnapshot now, Instant since) {
  RefusedTime {
    before = Map.copyOf(before);
  }

  static RefusedTime from(GateSnapshot first, Instant at) {
    return new RefusedTime(Map.of(), first, at);
  }

  /** From now on another snapshot is in force. */
  RefusedTime then(GateSnapshot next, Instant at) {
    return new RefusedTime(until(at), next, at);
  }

  /** One entry for each condition of the gate; never shrinks as long as time does not go back. */
  Map<ConditionType, Duration> until(Instant at) {
    var all = new EnumMap<ConditionType, Duration>(ConditionType.class);
    for (Condition condition : now.conditions()) {
      Duration earlier = before.getOrDefault(condition.type(), Duration.ZERO);
      all.put(condition.type(), earlier.plus(refused(condition, at)));
    }
    return all;
  }

  private Duration refused(Condition condition, Instant at) {
    Instant begun = later(since, condition.holdsUntil());
    return begun.isBefore(at) ? Duration.between(begun, at) : Duration.ZERO;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
