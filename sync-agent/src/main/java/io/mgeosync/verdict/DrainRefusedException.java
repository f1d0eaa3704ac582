package io.mgeosync.verdict;

import io.mgeosync.manifest.Refusal;

/** Draining this node would leave none that serves, or it is not known that it would not. */
public final class DrainRefusedException extends Refusal {
  private DrainRefusedException(Kind kind, String reason, String remedy) {
    super(kind, reason, remedy, null);
  }

  static DrainRefusedException notForSoLong() {
    return new DrainRefusedException(
        Kind.CONFIGURATION,
        "a drain lasts longer than 0 s and at most 7 days",
        "say for how long, e.g. 30m");
  }

  static DrainRefusedException noPeerReady() {
    return new DrainRefusedException(
        Kind.BUSY,
        "this node is not drained: none of its peers is known to be ready",
        "name them under peers in agent.yaml and mend one, or drain all the same: mgeo-sync drain"
            + " --force");
  }

  static DrainRefusedException alreadyAsked() {
    return new DrainRefusedException(
        Kind.BUSY, "another drain or undrain of this node is going on", "ask again in a second");
  }
}
