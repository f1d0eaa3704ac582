package io.mgeosync.gate;

import io.mgeosync.manifest.BundleName;
import java.time.Instant;
import java.util.List;

/**
 * The conditions of one bundle as they stood at one moment; immutable, so readers need no lock and
 * do no I/O.
 *
 * @param conditions one for each required type, in the order of {@link ConditionType}
 */
public record GateSnapshot(BundleName bundle, List<Condition> conditions) {
  public GateSnapshot {
    conditions = List.copyOf(conditions);
  }

  /** Decided at each call: a condition that is not refreshed goes stale by itself. */
  public GateDecision decide(Instant now) {
    List<Condition> failing = conditions.stream().filter(c -> !c.holds(now)).toList();
    return failing.isEmpty() ? new GateDecision.Serve() : new GateDecision.Refuse(failing);
  }

  /**
   * Whether each condition was looked at since the agent started. What it says before that is no
   * news of the node: a reader goes on with what it was told last.
   */
  public boolean complete() {
    return conditions.stream().noneMatch(c -> c.reason().equals(Condition.STARTING));
  }

  /** One line: why not, or that all is well. */
  public String explain(Instant now) {
    return switch (decide(now)) {
      case GateDecision.Serve _ -> "every condition holds";
      case GateDecision.Refuse refuse -> refuse.failing().getFirst().why(now);
    };
  }
}
