package io.mgeosync.agent;

import io.mgeosync.gate.Gate;
import io.mgeosync.gate.GateDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle's gate said last, for who asks while the agent is not running, and for the agent
 * itself when it starts again.
 *
 * @param why one line
 * @param held what was decided about; empty unless ready, and while that is not proven
 */
record SavedDecision(Instant at, boolean ready, String why, Optional<Held> held) {

  /**
   * The very service and the very release that the gate was open for.
   *
   * @param boot which start of the machine it was
   * @param uptime seconds since then, when the gate was last seen open
   * @param release its folder's name
   * @param service the instance, as {@code ServiceInstance} tells it from the next; empty where no
   *     service is asked
   * @param conditions what had to be true, in the gate's order
   */
  record Held(
      String boot,
      double uptime,
      String release,
      String digest,
      String service,
      List<String> conditions) {
    Held {
      conditions = List.copyOf(conditions);
    }

    /** Whether it is the same, at any time. */
    boolean same(Held other) {
      return at(0).equals(other.at(0));
    }

    /** What is not the same, in a few words. */
    Optional<String> difference(Held before) {
      if (same(before)) {
        return Optional.empty();
      }
      if (!boot.equals(before.boot)) {
        return Optional.of("the machine was started again");
      }
      if (!release.equals(before.release) || !digest.equals(before.digest)) {
        return Optional.of("another release is active than before");
      }
      return Optional.of(
          service.equals(before.service)
              ? "other conditions must be true than before"
              : "another service runs than before");
    }

    private Held at(double time) {
      return new Held(boot, time, release, digest, service, conditions);
    }
  }

  /** Of one edge; what it was about is known later. */
  static SavedDecision of(Gate.Edge edge) {
    String why =
        switch (edge.decision()) {
          case GateDecision.Serve _ -> "every condition holds";
          case GateDecision.Refuse refuse -> refuse.failing().getFirst().why(edge.at());
        };
    return new SavedDecision(edge.at(), edge.decision().serve(), why, Optional.empty());
  }

  SavedDecision holding(Held what) {
    return new SavedDecision(at, ready, why, Optional.of(what));
  }
}
