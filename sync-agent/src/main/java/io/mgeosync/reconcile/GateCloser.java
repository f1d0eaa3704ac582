package io.mgeosync.reconcile;

import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.Gate;
import io.mgeosync.verify.VerifiedBundle;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Begins a switch: from here on no look that started earlier can open the gate. */
final class GateCloser {
  /** What was seen of these says nothing of another release. */
  private static final Set<ConditionType> OF_THE_RELEASE =
      EnumSet.of(ConditionType.REQUIREMENTS_MET, ConditionType.SERVED, ConditionType.SMOKE_PASSED);

  private final Gate gate;
  private final StateHolder state;

  GateCloser(Gate gate, StateHolder state) {
    this.gate = gate;
    this.state = state;
  }

  void close(VerifiedBundle next) {
    gate.together(
        () -> {
          state.update(BundleState::switchBegun);
          notNow(ConditionType.ACTIVE, "switching to " + next.pin());
          OF_THE_RELEASE.stream()
              .filter(gate::requires)
              .forEach(type -> notNow(type, "not proven of " + next.pin() + " yet"));
        });
  }

  private void notNow(ConditionType type, String message) {
    gate.observe(type, Finding.notNow("Switching", message), Duration.ZERO);
  }
}
