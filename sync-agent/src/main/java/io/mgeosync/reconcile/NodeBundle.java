package io.mgeosync.reconcile;

import io.mgeosync.activate.Activator;
import io.mgeosync.activate.Housekeeper;
import io.mgeosync.activate.PoisonList;
import io.mgeosync.activate.Poisoned;
import io.mgeosync.activate.ReloadHook;
import io.mgeosync.channel.ChannelMemory;
import io.mgeosync.channel.ChannelSettings;
import io.mgeosync.channel.ChannelSource;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.fetch.FetchOptions;
import io.mgeosync.fetch.Fetcher;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.Gate;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.probe.node.RequirementsCheck;
import io.mgeosync.probe.service.ServiceSettings;
import io.mgeosync.store.StoreReader;
import io.mgeosync.verify.Proofs;
import io.mgeosync.verify.Verifier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * One bundle on this node: its state and its reconciler, put together. Everything that changes the
 * disk runs on one thread of the caller's, under the lock of the bundle's directory.
 */
public final class NodeBundle {
  private final BundleSettings settings;
  private final StateHolder state = new StateHolder();
  private final FullVerification fullCheck;
  private final FullVerification scrubCheck;
  private final ReleaseProvider releases;
  private final Plans plans;
  private final Desired desired;
  private final Reconciler reconciler;
  private final LastCycle lastCycle;
  private final ReleaseSwitch switcher;
  private final PoisonList poison;
  private final Activation activation;
  private final ChannelSettings policy;
  private final ChannelSource channelSource;
  private final LinkWatch link;
  private final ClockSteps steps;
  private final Clock clock;

  /** Where a bundle comes from and how the agent hears of its transfer. */
  public record Sources(
      StoreReader store, ChannelSource channel, FetchListener listener, FetchOptions options) {}

  /**
   * Puts the parts together; nothing is read or written yet.
   *
   * @param channel which one is followed, and how long it is believed when it cannot be read again
   * @param rules consideration for what else runs on this node
   */
  public NodeBundle(
      BundleSettings settings,
      NodeLayout layout,
      Sources sources,
      ChannelSettings channel,
      ReloadHook reload,
      Clock clock,
      WorkLimits rules) {
    this.settings = settings;
    this.policy = channel;
    this.channelSource = sources.channel();
    this.clock = clock;
    var verifier = new Verifier(clock, rules.verify());
    var proofs = new Proofs(layout, clock);
    this.fullCheck = new FullVerification(layout, verifier, proofs);
    this.scrubCheck = new FullVerification(layout, new Verifier(clock, rules.scrub()), proofs);
    this.lastCycle = new LastCycle(layout);
    var activator = new Activator(layout, clock);
    var fetcher =
        new Fetcher(sources.store(), layout, clock, sources.options(), sources.listener())
            .with(rules.fetch());
    var housekeeper = new Housekeeper(layout, settings.keep());
    var space = new Space(layout, housekeeper, rules.space());
    this.releases =
        new ReleaseProvider(
            layout, fetcher, verifier, proofs, activator, housekeeper, space, state);
    this.plans = new Plans(layout, fetcher, releases, activator, housekeeper);
    this.steps = new ClockSteps(settings.name(), clock, state);
    this.desired =
        new Desired(
            settings.name(),
            channel.name(),
            sources.channel(),
            new ChannelMemory(layout, sources.channel()::correction),
            lastCycle,
            state,
            steps,
            clock);
    this.switcher = new ReleaseSwitch(activator, proofs, reload, state);
    this.poison = new PoisonList(layout);
    this.activation = new Activation(activator, switcher, poison, releases, state, clock);
    this.link = new LinkWatch(settings.name(), activator, state, NodeBundle::aside);
    this.reconciler =
        new Reconciler(
            settings.name(), desired, link, releases, activation, poison, state, lastCycle, clock);
  }

  /**
   * From now on nothing becomes active that requires more than this node is. Call it before the
   * first cycle.
   */
  public NodeBundle requiring(RequirementsCheck check) {
    return requiring(new NodeRequirements(check));
  }

  NodeBundle requiring(NodeRequirements fitness) {
    reconciler.requiring(fitness);
    return this;
  }

  /** From now on its peers are asked before a switch. Call it before the first cycle. */
  public NodeBundle useTurns(Turns turns) {
    reconciler.useTurns(turns);
    return this;
  }

  /**
   * After a start: what was believed and active before is taken up again. A release that was not
   * touched since its last verification is believed, and any other verified byte by byte.
   *
   * @return whether the release is believed, so that it should be verified some time soon
   */
  public boolean resume() {
    desired.recallChannel();
    activation.resume();
    return releases.resume();
  }

  /**
   * After a start, in place of {@link #resume}: verifies the active release byte by byte. Only when
   * that proves it wrong a cycle runs, which makes a fresh copy or moves on to what the channel
   * wants by now.
   *
   * @throws Refusal when there is nothing to verify
   * @throws Refusal when it cannot be verified now
   */
  public CycleReport repair() {
    desired.recallChannel();
    Optional<Refusal> problem = releases.resumeVerified();
    if (problem.filter(Integrity::isBrokenBy).isPresent()) {
      return reconciler.runCycle();
    }
    if (problem.isPresent()) {
      throw problem.get();
    }
    return reconciler.intact();
  }

  /** One cycle; never throws a refusal, it is in the report. */
  public CycleReport runCycle() {
    return reconciler.runCycle();
  }

  /**
   * What a cycle would do now; reads the channel and the disk, and changes nothing.
   *
   * @throws io.mgeosync.manifest.Refusal when that cannot be said
   */
  public CyclePlan plan() {
    Desired.Wanted wanted = desired.readChannel();
    Optional<String> alarm =
        ChannelAlarms.expiry(wanted.channel(), channelSource.renewal(), clock.instant());
    return plans.of(wanted.channel(), wanted.pin()).with(alarm);
  }

  /**
   * Whether the release that is active has yet to be proven, as after the death of an agent in the
   * middle of an activation: a cycle has it proven.
   */
  public boolean unproven() {
    return activation.isUnproven();
  }

  /**
   * The gate has opened with what is active. Call it on the edge itself, inside the gate's lock.
   */
  public void noteOpened() {
    activation.noteOpened();
  }

  /**
   * Writes down that the release with which the gate opened was proven, if it was not noted yet;
   * from any thread. What cannot be written down is tried again at each cycle.
   */
  public void noteProof() {
    activation.noteLateProof();
  }

  /**
   * Forgets what failed on this node, so that the next cycle tries it again.
   *
   * @return what was forgotten
   */
  public List<Poisoned> unpoison() {
    return poison.clear();
  }

  /** Reads the channel alone and says whether a cycle must not wait for its schedule. */
  public boolean urgent() {
    return reconciler.urgent();
  }

  /** What does not close the gate but should be mended, in one line. */
  public Optional<String> warning() {
    return desired.unkept();
  }

  public LastCycle lastCycle() {
    return lastCycle;
  }

  public BundleState state() {
    return state.get();
  }

  /** What should be done about the channel before anything comes of it, one line each. */
  public List<String> alarms() {
    return new ChannelAlarms(policy).of(state.get(), channelSource.renewal(), clock.instant());
  }

  /** What watches this bundle's release; {@code worker} is the one thread that may read it all. */
  public ReleaseWatch releaseWatch(Executor worker, Runnable onResult) {
    return new ReleaseWatch(settings.name(), fullCheck, link, state, worker, onResult);
  }

  /** The same for scrubs: {@code worker} may be busy with one for hours. */
  public ReleaseWatch scrubWatch(Executor worker, Runnable onResult) {
    return new ReleaseWatch(settings.name(), scrubCheck, link, state, worker, onResult);
  }

  /**
   * What watches this bundle and tells the gate.
   *
   * @param freshFor how long one look is believed
   */
  public BundleWatch watch(
      Gate gate, ReleaseWatch release, Map<ConditionType, Watched> probes, Duration freshFor) {
    var findings = new StateConditions(settings.name(), policy, channelSource::renewal);
    return new BundleWatch(gate, state, findings, release, link, steps, probes, clock, freshFor);
  }

  private static void aside(Runnable mending) {
    Thread.ofVirtual().name("mend-current").start(mending);
  }

  /**
   * From now on this gate closes before {@code current} moves. Call it before the first cycle.
   *
   * @param steady never jumps: it tells when the wall clock is set
   */
  public void guard(Gate gate, Clock steady) {
    steps.against(steady::instant);
    switcher.closing(new GateCloser(gate, state));
  }

  /**
   * From now on each release that is activated must be proven by this service, or is rolled back.
   * Call it before {@link #resume}.
   */
  public void provenBy(ServiceSettings service, BundleWatch watch, Gate gate) {
    var patience =
        new ServiceTrial.Patience(service.proofDeadline(), service.soak(), service.interval());
    provenBy(new ServiceTrial(watch, gate, patience, Thread::sleep));
  }

  void provenBy(Trial trial) {
    activation.provenBy(trial);
  }
}
