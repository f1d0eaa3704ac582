package io.mgeosync.agent;

import io.mgeosync.channel.ChannelSource;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.disk.DirectoryLock;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.Gate;
import io.mgeosync.gate.GateSnapshot;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.probe.ProbeSeen;
import io.mgeosync.probe.process.ProcFileSystem;
import io.mgeosync.probe.service.ServiceSettings;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.BundleState;
import io.mgeosync.reconcile.BundleWatch;
import io.mgeosync.reconcile.CycleReport;
import io.mgeosync.reconcile.NodeBundle;
import io.mgeosync.reconcile.ReleaseWatch;
import io.mgeosync.reconcile.Turns;
import io.mgeosync.store.StoreReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bundle of the running agent: a worker thread for everything that changes the disk or must be
 * read soon, one for scrubs, which may take hours, and a watch thread that only looks. Holds the
 * directory's lock while it lives.
 */
final class BundleRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BundleRunner.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final BundleSettings settings;
  private final Duration poll;
  private final DirectoryLock lock;
  private final ChannelSource channel;
  private final NodeBundle node;
  private final Gate gate;
  private final DecisionKeeper decisions;
  private final Resumption resumption;
  private final BundleWatch watch;
  private final ReleaseWatch releaseWatch;
  private final ReleaseWatch scrub;
  private final Consumer<CycleReport> cycles;
  private final WorkThread worker;
  private final WorkThread scrubber;
  private final WorkThread watcher;
  private final WorkThread prober;
  private final WatchRounds rounds;
  private List<String> told = List.of();

  BundleRunner(AgentConfig config, BundleSettings settings, StoreReader store, AgentTools tools) {
    var layout = new NodeLayout(config.state(), settings.name());
    this.settings = settings;
    this.poll = config.channel().poll();
    this.lock = DirectoryLock.acquire(layout);
    this.channel = openOrRelease(lock, () -> ChannelSources.open(config, store, layout));
    this.node =
        new NodeBundle(
            settings,
            layout,
            NodeStore.sources(
                config, store, channel, FetchStatus.log(settings.name(), tools.steadyClock())),
            config.channel(),
            Reloads.of(settings.reload()),
            tools.clock(),
            tools.neighbour().rules(settings));
    this.decisions =
        new DecisionKeeper(
            settings.name(),
            new DecisionFile(layout),
            new DecisionKeeper.Node(
                this::gate,
                tools.wakefulClock()::instant,
                () -> node.state().steadyRelease(),
                ServedWitnesses.instance(settings, tools.clock()),
                this::servedLook),
            ProcFileSystem.OF_MACHINE);
    var probes = ServiceProbes.of(settings, tools, node::state);
    this.gate =
        new Gate(
            settings.name(),
            probes.required(),
            tools.wakefulClock(),
            tools.meters().countGateChanges(settings.name()).andThen(this::onDecision));
    this.cycles = tools.meters().syncs().of(settings.name(), node.lastCycle().success());
    node.guard(gate, tools.steadyClock());
    node.requiring(Requirement.check(settings, tools.environment()));
    this.worker = new WorkThread("sync", settings.name());
    this.scrubber = new WorkThread("scrub", settings.name());
    this.watcher = new WorkThread("watch", settings.name());
    this.prober = new WorkThread("probes", settings.name());
    this.scrub = node.scrubWatch(scrubber, this::stateChanged);
    this.releaseWatch = node.releaseWatch(worker, this::stateChanged);
    this.watch = node.watch(gate, releaseWatch, probes.watched(), probes.freshFor());
    this.rounds = new WatchRounds(settings.name().value(), probes.freshFor(), tools.wakefulClock());
    haveProven(settings);
    this.resumption = new Resumption(node, watch, decisions);
  }

  /**
   * Where no hook tells the service to load, it may rightly go on with the release before for as
   * long as it likes: then only the gate waits for the proof.
   */
  private void haveProven(BundleSettings bundle) {
    ServiceSettings service = bundle.service();
    if (service != null && bundle.reload() != null) {
      node.provenBy(service, watch, gate);
    }
  }

  /** On the thread that caused it, inside the gate's lock: what touches the disk comes later. */
  private void onDecision(Gate.Edge edge) {
    decisions.keepDecision(edge);
    if (edge.decision().serve()) {
      node.noteOpened();
      decisions.runSoon("note", node::noteProof);
    }
  }

  private Optional<Instant> servedLook() {
    return Optional.ofNullable(probesSeen().get(ConditionType.SERVED))
        .filter(ProbeSeen::good)
        .map(ProbeSeen::startedAt);
  }

  /** A constructor that fails leaves no owner that would close the lock. */
  private static ChannelSource openOrRelease(DirectoryLock lock, Supplier<ChannelSource> open) {
    try {
      return open.get();
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** From now on the peers of this node are asked before a switch. */
  void useTurns(Turns turns) {
    node.useTurns(turns);
  }

  /** Takes up what was there before, soon: looks count once that has ended. */
  Resumption takeUp() {
    worker.runSoon("resume", resumption);
    return resumption;
  }

  /** Looks, with each probe once per its interval, and reads the channel, once per poll. */
  void start() {
    worker.runSoon("first cycle", this::firstCycle);
    decisions.start();
    watcher.each("watch", ServiceProbes.interval(settings), this::lookAtState);
    watch.eachProbe(this::probeEvery);
    worker.withPause("poll", poll, this::pollChannel);
  }

  private void lookAtState() {
    watch.lookAtState();
    rounds.cameRound();
  }

  WatchRounds rounds() {
    return rounds;
  }

  /** On a thread that does nothing else: a disk that hangs keeps no probe from its time. */
  private void probeEvery(Runnable look, Duration interval) {
    prober.each("probe", interval, look);
  }

  /** One cycle on the worker; returns when it has ended. */
  void runCycle() {
    worker.runAndWait("cycle", this::cycleAndLook);
  }

  /** Looks with every probe soon; waits for none. */
  void probe() {
    watcher.runSoon("watch", watch::lookSoon);
  }

  void unpoison() {
    worker.runSoon("unpoison", this::forgetPoison);
  }

  private void forgetPoison() {
    try {
      var forgotten = node.unpoison();
      forgotten.forEach(one -> log.info("{}: {} may be tried again", settings.name(), one.pin()));
    } catch (Refusal refusal) {
      log.warn("{}: what failed here stays listed: {}", settings.name(), refusal.getMessage());
    }
  }

  Map<ConditionType, ProbeSeen> probesSeen() {
    return watch.seen();
  }

  void scrub() {
    scrub.verifyAgain("scheduled scrub");
  }

  /** What that proves wrong is repaired without waiting for the next poll. */
  void scrubNow() {
    var _ = releaseWatch.verifyAgain("asked for");
    worker.runSoon("poll", this::pollChannel);
  }

  GateSnapshot gate() {
    return gate.snapshot();
  }

  Map<ConditionType, Duration> refusedTime() {
    return gate.refusedTime();
  }

  /** What should be done about the channel, one line each. */
  List<String> alarms() {
    return node.alarms();
  }

  BundleState state() {
    return node.state();
  }

  /** What does not close the gate but should be mended, in one line. */
  Optional<String> warning() {
    return node.warning();
  }

  BundleSettings settings() {
    return settings;
  }

  Optional<Instant> lastSuccess() {
    return node.lastCycle().success();
  }

  private void pollChannel() {
    if (node.urgent()) {
      cycleAndLook();
    }
    logAlarms(node.alarms());
  }

  /** Each alarm is one line in the log when it is new, not once a minute. */
  private void logAlarms(List<String> alarms) {
    alarms.stream()
        .filter(one -> !told.contains(one))
        .forEach(one -> log.warn("{}: {}", settings.name(), one));
    told = alarms;
  }

  private void firstCycle() {
    probe();
    if (node.unproven()) {
      cycleAndLook();
    } else if (resumption.believed()) {
      scrub.verifyAgain("the agent has started");
    }
  }

  private void cycleAndLook() {
    cycles.accept(node.runCycle());
    stateChanged();
  }

  /** The next interval is not waited for: what is known now counts at once, and looks follow. */
  private void stateChanged() {
    watch.stateChanged();
    probe();
  }

  /**
   * Work that hangs keeps the lock for as long as this process lives: it may still write. A release
   * that it leaves half made is no release.
   */
  @Override
  public void close() {
    watch.close();
    watcher.stop();
    prober.stop();
    worker.stop();
    scrubber.stop();
    boolean workerEnds = worker.endsWithin(CLOSE_WITHIN);
    boolean scrubberEnds = scrubber.endsWithin(CLOSE_WITHIN);
    decisions.close();
    channel.close();
    if (workerEnds && scrubberEnds) {
      lock.close();
    }
  }
}
