package io.mgeosync.gate;

import java.time.Instant;
import java.util.List;

/** What the gate says at one instant. */
public sealed interface GateDecision {

  /** Every condition holds. */
  record Serve() implements GateDecision {}

  /**
   * At least one condition does not hold.
   *
   * @param failing in the order of {@link ConditionType}, never empty: the first is the one to mend
   *     first
   */
  record Refuse(List<Condition> failing) implements GateDecision {
    public Refuse {
      failing = List.copyOf(failing);
      if (failing.isEmpty()) {
        throw new IllegalArgumentException("a refusal names its conditions");
      }
    }

    /** What weighs most against the node: never {@link Condition.Status#TRUE}. */
    public Condition.Status kind(Instant now) {
      return failing.stream()
          .map(condition -> condition.statusAt(now))
          .reduce(Condition.Status.NOT_NOW, Condition.Status::worse);
    }
  }

  default boolean serve() {
    return this instanceof Serve;
  }
}
