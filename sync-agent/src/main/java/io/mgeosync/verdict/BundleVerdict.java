package io.mgeosync.verdict;

import io.mgeosync.channel.Pin;
import io.mgeosync.gate.Condition;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.GateDecision;
import io.mgeosync.gate.GateSnapshot;
import io.mgeosync.manifest.BundleName;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the gate of one bundle says at one instant.
 *
 * @param reasons why not, one line each, the one to mend first first; empty when ready
 * @param kind what weighs most against it; {@code TRUE} when ready
 * @param proven whether the service is proven to hold the active release, every byte of it is
 *     verified, and nothing is proven against it; so that serving it is better than an error
 * @param active the release on the disk
 * @param served whether the service has proven that it has loaded it; empty without a service
 * @param smoke whether it gave the golden answers; empty without golden cases
 * @param smokeTook how long the last run of them took in which all were right
 * @param warnings of what does not close the gate: the channel, one line each
 */
public record BundleVerdict(
    BundleName bundle,
    List<String> reasons,
    Condition.Status kind,
    boolean proven,
    Optional<Pin> active,
    Optional<Boolean> served,
    Optional<Boolean> smoke,
    Optional<Duration> smokeTook,
    List<String> warnings) {
  /** What proves a release; where one of them is not asked for, the others do. */
  private static final Set<ConditionType> PROOF =
      EnumSet.of(ConditionType.VERIFIED, ConditionType.SERVED, ConditionType.SMOKE_PASSED);

  /** As the smoke probe says that there is nothing to ask. */
  private static final String NO_CASES = "NoCases";

  public BundleVerdict {
    reasons = List.copyOf(reasons);
    warnings = List.copyOf(warnings);
  }

  /**
   * Out of snapshots, without any I/O.
   *
   * @param now by the clock that freshness is measured with
   */
  public static BundleVerdict of(
      GateSnapshot gate, Optional<Pin> active, Optional<Duration> smokeTook, Instant now) {
    List<Condition> failing =
        gate.decide(now) instanceof GateDecision.Refuse refuse ? refuse.failing() : List.of();
    Optional<Boolean> smoke =
        find(gate, ConditionType.SMOKE_PASSED)
            .filter(condition -> !condition.reason().equals(NO_CASES))
            .map(condition -> condition.holds(now));
    Condition.Status kind =
        failing.stream()
            .map(condition -> condition.statusAt(now))
            .reduce(Condition.Status.TRUE, Condition.Status::worse);
    return new BundleVerdict(
        gate.bundle(),
        failing.stream().map(condition -> gate.bundle() + ": " + condition.why(now)).toList(),
        kind,
        kind != Condition.Status.WRONG && active.isPresent() && isProven(gate, now),
        active,
        find(gate, ConditionType.SERVED).map(condition -> condition.holds(now)),
        smoke,
        smoke.flatMap(asked -> smokeTook),
        List.of());
  }

  /** Each line behind the bundle's name. */
  public BundleVerdict warning(List<String> lines) {
    List<String> named = lines.stream().map(line -> bundle + ": " + line).toList();
    return new BundleVerdict(
        bundle, reasons, kind, proven, active, served, smoke, smokeTook, named);
  }

  private static boolean isProven(GateSnapshot gate, Instant now) {
    return PROOF.stream()
        .flatMap(type -> find(gate, type).stream())
        .allMatch(condition -> condition.seenWell(now));
  }

  private static Optional<Condition> find(GateSnapshot gate, ConditionType type) {
    return gate.conditions().stream().filter(condition -> condition.type() == type).findFirst();
  }

  public boolean ready() {
    return reasons.isEmpty();
  }

  /** Whether the service has proven that it has loaded this version. */
  boolean serves(String version) {
    return served.orElse(true)
        && active.filter(pin -> pin.version().value().equals(version)).isPresent();
  }
}
