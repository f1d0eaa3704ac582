package io.mgeosync.reconcile;

import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.Gate;
import io.mgeosync.probe.ProbeSeen;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Looks at one bundle and tells the gate what it saw. It only looks: acting on it is the
 * reconciler's. May be asked from any thread.
 */
public final class BundleWatch {

  private final Gate gate;
  private final StateHolder state;
  private final StateConditions findings;
  private final ReleaseWatch release;
  private final LinkWatch link;
  private final ClockSteps steps;
  private final Map<ConditionType, ProbeWatch> probes = new EnumMap<>(ConditionType.class);
  private final Clock clock;
  private final Duration freshFor;
  private volatile boolean waiting;
  private volatile boolean closed;

  BundleWatch(
      Gate gate,
      StateHolder state,
      StateConditions findings,
      ReleaseWatch release,
      LinkWatch link,
      ClockSteps steps,
      Map<ConditionType, Watched> watched,
      Clock clock,
      Duration freshFor) {
    this.gate = gate;
    this.state = state;
    this.findings = findings;
    this.release = release;
    this.link = link;
    this.steps = steps;
    this.clock = clock;
    this.freshFor = freshFor;
    watched.forEach(
        (type, one) -> probes.put(type, new ProbeWatch(type, one, gate, state, () -> closed)));
  }

  /**
   * Looks at nothing and tells nothing before {@link #beginLooking}: while what is on the disk is
   * taken up after a start, "nothing is active" would be a lie.
   */
  public void awaitBegin() {
    waiting = true;
  }

  /** What is on the disk was taken up: tells the gate of it. Looks count from now on. */
  public void beginLooking() {
    gate.together(
        () -> {
          waiting = false;
          observeState(state.get());
        });
  }

  /**
   * As {@link #beginLooking}, for an agent that was away for a moment while the service ran on:
   * what the probes saw before holds until they have looked again, for a short time only.
   *
   * @param asBefore what the gate is told in the place of a look
   */
  public void beginFrom(Finding asBefore) {
    gate.together(
        () -> {
          beginLooking();
          probes.values().forEach(probe -> probe.believe(asBefore));
        });
  }

  /** One look at everything; returns when all have ended, by the longest probe's deadline. */
  public void look() {
    lookAtDisk();
    CompletableFuture.allOf(
            probes.values().stream().map(ProbeWatch::look).toArray(CompletableFuture[]::new))
        .join();
    stateChanged();
  }

  /** Starts every look and waits for none; each tells the gate as it ends. */
  public void lookSoon() {
    lookAtState();
    probes.values().forEach(this::start);
  }

  /** Looks at what needs no probe: the channel that is known, and the release on the disk. */
  public void lookAtState() {
    lookAtDisk();
    stateChanged();
  }

  private void lookAtDisk() {
    link.lookAtLink();
    release.lookAtRelease(state.get());
  }

  /** Each probe with its interval, for the scheduler of the looks: a look waits for nothing. */
  public void eachProbe(BiConsumer<Runnable, Duration> schedule) {
    probes.values().forEach(probe -> schedule.accept(() -> start(probe), probe.interval()));
  }

  private void start(ProbeWatch probe) {
    if (!waiting) {
      probe.start();
    }
  }

  /**
   * Tells the gate what is known without looking; from any thread, whenever the state has changed.
   */
  public void stateChanged() {
    steps.followClock();
    gate.together(() -> observeState(state.get()));
  }

  /** The last look of each probe that has looked, thrown away ones apart. */
  public Map<ConditionType, ProbeSeen> seen() {
    var seen = new EnumMap<ConditionType, ProbeSeen>(ConditionType.class);
    probes.forEach((type, probe) -> probe.seen().ifPresent(last -> seen.put(type, last)));
    return seen;
  }

  /** The probe of this condition; empty where the configuration has none. */
  Optional<ProbeWatch> probe(ConditionType type) {
    return Optional.ofNullable(probes.get(type));
  }

  /** From now on no look is recorded, though one may still be going on. */
  public void close() {
    link.close();
    gate.together(() -> closed = true);
  }

  private void observeState(BundleState now) {
    if (closed || waiting) {
      return;
    }
    gate.observe(
        ConditionType.DESIRED_KNOWN, findings.desiredKnown(now, clock.instant()), freshFor);
    gate.observe(ConditionType.VERIFIED, findings.verified(now), freshFor);
    gate.observe(ConditionType.ACTIVE, findings.active(now, clock.instant()), freshFor);
  }
}
