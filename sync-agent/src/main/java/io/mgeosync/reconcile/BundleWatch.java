package io.mgeosync.reconcile;

import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.Gate;
import io.mgeosync.probe.BoundedProbe;
import io.mgeosync.probe.ProbeJudge;
import io.mgeosync.probe.ProbeResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Looks at one bundle once per interval and tells the gate what it saw. Confined to one thread. It
 * only looks: whatever must be done about it is the reconciler's.
 */
public final class BundleWatch {

  /**
   * A probe and how its results are judged; a fresh judge after each switch, because what was seen
   * of the release before says nothing about the one now.
   */
  public record Watched(BoundedProbe probe, Supplier<ProbeJudge> judge) {}

  private final Gate gate;
  private final StateHolder state;
  private final Findings findings;
  private final ReleaseWatch release;
  private final Map<ConditionType, Watched> probes;
  private final Map<ConditionType, ProbeJudge> judges = new TreeMap<>();
  private final Clock clock;
  private final Duration freshFor;
  private long epoch = -1;

  BundleWatch(
      Gate gate,
      StateHolder state,
      Findings findings,
      ReleaseWatch release,
      Map<ConditionType, Watched> probes,
      Clock clock,
      Duration freshFor) {
    this.gate = gate;
    this.state = state;
    this.findings = findings;
    this.release = release;
    this.probes = Map.copyOf(probes);
    this.clock = clock;
    this.freshFor = freshFor;
  }

  /** One look at everything; bounded by the longest probe's deadline. */
  public void look() {
    BundleState before = state.get();
    forgetOtherEpoch(before.epoch());
    release.look(before);
    var results = new TreeMap<ConditionType, CompletableFuture<ProbeResult>>();
    probes.forEach((type, watched) -> results.put(type, watched.probe().lookAside()));
    results.values().forEach(CompletableFuture::join);
    gate.together(() -> record(before, results));
  }

  /**
   * Tells the gate what is known without looking; from any thread, whenever the state has changed.
   */
  public void stateChanged() {
    gate.together(() -> observeState(state.get()));
  }

  /**
   * Inside the gate's lock, like the start of a switch: a look that a switch overtook records no
   * served proof.
   */
  private void record(
      BundleState before, Map<ConditionType, CompletableFuture<ProbeResult>> results) {
    BundleState after = state.get();
    if (after.epoch() == before.epoch() && !after.switching()) {
      results.forEach((type, result) -> observe(type, result.join()));
    }
    observeState(after);
  }

  private void forgetOtherEpoch(long now) {
    if (epoch != now) {
      epoch = now;
      judges.clear();
    }
  }

  private void observe(ConditionType type, ProbeResult result) {
    ProbeJudge judge = judges.computeIfAbsent(type, this::newJudge);
    gate.observe(type, judge.judge(result), freshFor);
  }

  private ProbeJudge newJudge(ConditionType type) {
    return Objects.requireNonNull(probes.get(type), "only what is probed has results")
        .judge()
        .get();
  }

  private void observeState(BundleState now) {
    gate.observe(
        ConditionType.DESIRED_KNOWN, findings.desiredKnown(now, clock.instant()), freshFor);
    gate.observe(ConditionType.VERIFIED, findings.verified(now), freshFor);
    gate.observe(ConditionType.ACTIVE, findings.active(now, clock.instant()), freshFor);
  }
}
