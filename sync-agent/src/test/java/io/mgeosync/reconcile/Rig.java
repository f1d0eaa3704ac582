package io.mgeosync.reconcile;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.activate.ReloadHook;
import io.mgeosync.base.Bandwidth;
import io.mgeosync.channel.ChannelSettings;
import io.mgeosync.channel.OnExpiry;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.fetch.FetchOptions;
import io.mgeosync.fetch.TestBundle;
import io.mgeosync.gate.Condition;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.Gate;
import io.mgeosync.gate.GateDecision;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.probe.BoundedProbe;
import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeJudge;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.schedule.ScheduleSettings;
import io.mgeosync.schedule.ScrubSettings;
import io.mgeosync.store.FaultyStore;
import io.mgeosync.store.InMemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One bundle on one node with everything around it scripted; a restart is a second rig. */
final class Rig {
  static final BundleName NAME = new BundleName("mgeo-base");
  static final ChannelSettings CHANNEL =
      new ChannelSettings(ScriptedChannel.NAME, Duration.ofMinutes(1), null, OnExpiry.SERVE, null);
  static final Duration MAX_STALENESS = Duration.ofDays(7);
  static final Duration FRESH = Duration.ofSeconds(18);
  static final ServiceTrial.Patience PATIENCE =
      new ServiceTrial.Patience(
          Duration.ofMinutes(2), Duration.ofSeconds(10), Duration.ofSeconds(5));
  private static final EnumSet<ConditionType> LOOKED_AT =
      EnumSet.of(
          ConditionType.DESIRED_KNOWN,
          ConditionType.VERIFIED,
          ConditionType.ACTIVE,
          ConditionType.SERVED,
          ConditionType.SERVICE_HEALTHY);

  final Path folder;
  private final ChannelSettings policy;
  final SettableClock clock;
  final NodeLayout layout;
  final InMemoryStore memory;
  final FaultyStore store;
  final CountingReader reads;
  final ScriptedChannel channel;
  final FakeService service;
  final Gate gate;
  final NodeBundle node;
  final BundleWatch watch;
  volatile ReloadHook reload;

  /** How time passes while a release is being proven. */
  volatile ServiceTrial.Pause pause;

  /** Work that the watch hands over is done at once, on the thread that looks. */
  static Rig in(Path folder) {
    return new Rig(folder, new SettableClock(), new InMemoryStore(), Runnable::run, event -> {});
  }

  /** As above, under another policy of what an old channel means. */
  static Rig in(Path folder, ChannelSettings policy) {
    return new Rig(
        folder,
        new SettableClock(),
        new InMemoryStore(),
        Runnable::run,
        event -> {},
        false,
        policy);
  }

  /** As in an agent whose releases must be proven: the service is asked for golden answers, too. */
  static Rig proving(Path folder) {
    return new Rig(folder, new SettableClock(), new InMemoryStore()).proving();
  }

  private Rig(Path folder, SettableClock clock, InMemoryStore memory) {
    this(folder, clock, memory, Runnable::run, event -> {}, true, CHANNEL);
  }

  /** From now on each release must be proven. */
  Rig proving() {
    node.provenBy(new ServiceTrial(watch, gate, PATIENCE, time -> pause.of(time)));
    return this;
  }

  Rig(
      Path folder,
      SettableClock clock,
      InMemoryStore memory,
      Executor worker,
      java.util.function.Consumer<Gate.Edge> onEdge) {
    this(folder, clock, memory, worker, onEdge, false, CHANNEL);
  }

  private Rig(
      Path folder,
      SettableClock clock,
      InMemoryStore memory,
      Executor worker,
      java.util.function.Consumer<Gate.Edge> onEdge,
      boolean smoked,
      ChannelSettings policy) {
    this.folder = folder;
    this.policy = policy;
    this.clock = clock;
    this.memory = memory;
    this.store = new FaultyStore(memory);
    this.reads = new CountingReader(store);
    this.layout = new NodeLayout(folder.resolve("state"), NAME);
    this.channel = new ScriptedChannel(clock::instant);
    this.service = new FakeService(layout);
    this.reload = service.reload();
    this.node = node(clock);
    this.pause = clock::advance;
    Map<ConditionType, Watched> probes = new EnumMap<>(probes(this::served));
    EnumSet<ConditionType> required = EnumSet.copyOf(LOOKED_AT);
    if (smoked) {
      probes.put(ConditionType.SMOKE_PASSED, watched("smoke", service::smoke));
      required.add(ConditionType.SMOKE_PASSED);
    }
    this.gate = new Gate(NAME, required, clock, onEdge.andThen(this::opened));
    node.guard(gate, clock);
    this.watch = node.watch(gate, node.releaseWatch(worker, () -> {}), probes, FRESH);
  }

  private void opened(Gate.Edge edge) {
    if (edge.decision().serve()) {
      node.noteOpened();
      node.noteProof();
    }
  }

  private NodeBundle node(Clock time) {
    var daily = new ScheduleSettings("0 3 * * *", ZoneOffset.UTC, Duration.ZERO);
    var weekly = new ScrubSettings("0 4 * * 0", null, null, Bandwidth.UNLIMITED);
    return new NodeBundle(
        new BundleSettings(NAME, daily, 2, null, null, null, weekly, null),
        layout,
        new NodeBundle.Sources(reads, channel, FetchListener.none(), FetchOptions.DEFAULT),
        policy,
        pin -> reload.run(pin),
        time,
        WorkLimits.hurried(new SpaceSettings(95, 90)));
  }

  static Map<ConditionType, Watched> probes(Probe served) {
    return Map.of(
        ConditionType.SERVED, watched("served", served),
        ConditionType.SERVICE_HEALTHY,
            watched("health", () -> new ProbeResult.Good("Answered", "it answers")));
  }

  private static Watched watched(String name, Probe probe) {
    var bounded = new BoundedProbe(name, probe, Duration.ofSeconds(10));
    return new Watched(bounded, () -> new ProbeJudge(3, 1));
  }

  private ProbeResult served() {
    if (service.down) {
      return new ProbeResult.Late("Refused", "nothing listens");
    }
    return FakeService.judge(service.loaded(), activePin());
  }

  Rig restarted() {
    return new Rig(folder, clock, memory, Runnable::run, event -> {}, false, policy);
  }

  /** The agent starts again beside the service that ran on. */
  Rig provingAgain() {
    Rig again = new Rig(folder, clock, memory).proving();
    again.service.nonsense.addAll(service.nonsense);
    again.service.unloadable.addAll(service.unloadable);
    again.service.down = service.down;
    again.service.resume(service.loaded());
    again.channel.continues(channel);
    return again;
  }

  Pin publish(String version, int seed) throws IOException {
    TestBundle bundle = bundle(version, seed);
    bundle.publish(memory);
    return bundle.pin();
  }

  TestBundle bundle(String version, int seed) throws IOException {
    return TestBundle.of(
        folder.resolve("source-" + version),
        version,
        Map.of("weights.bin", TestBundle.bytes(seed, 60_000), "vocab.txt", new byte[] {1, 2}));
  }

  /** One cycle and one look, as the agent does it. */
  CycleReport cycleAndLook() {
    CycleReport report = node.runCycle();
    watch.look();
    return report;
  }

  /** Where most tests begin: this version is promoted, active, served, and the gate is open. */
  Pin serving(String version, int seed) throws IOException {
    Pin pin = publish(version, seed);
    channel.serves(pin);
    cycleAndLook();
    return pin;
  }

  Optional<Pin> activePin() {
    return node.state().active().map(ActiveRelease::pin);
  }

  Path activeFile(String name) {
    return node.state().active().orElseThrow().folder().resolve(name);
  }

  boolean open() {
    return gate.snapshot().decide(clock.instant()).serve();
  }

  /** The failing conditions as {@code Type/Reason}, the first to mend first. */
  List<String> closedBy() {
    return switch (gate.snapshot().decide(clock.instant())) {
      case GateDecision.Serve _ -> List.of();
      case GateDecision.Refuse refuse -> refuse.failing().stream().map(Rig::word).toList();
    };
  }

  private static String word(Condition condition) {
    return condition.type() + "/" + condition.reason();
  }
}
