package io.mgeosync.reconcile;

import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.Gate;
import io.mgeosync.verify.VerifiedBundle;
import java.time.Duration;

/** Begins a switch: from here on no look that started earlier can open the gate. */
final class GateCloser {
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
          unknown(ConditionType.ACTIVE, "switching to " + next.pin());
          if (gate.requires(ConditionType.SERVED)) {
            unknown(ConditionType.SERVED, "the service has not proven " + next.pin() + " yet");
          }
        });
  }

  private void unknown(ConditionType type, String message) {
    gate.observe(type, Finding.unknown("Switching", message), Duration.ZERO);
  }
}
