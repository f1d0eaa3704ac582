package io.mgeosync.agent;

import io.mgeosync.channel.ChannelSource;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.BundleSettings;
import io.mgeosync.disk.DirectoryLock;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.gate.Gate;
import io.mgeosync.gate.GateSnapshot;
import io.mgeosync.probe.gpu.GpuProcesses;
import io.mgeosync.reconcile.BundleState;
import io.mgeosync.reconcile.BundleWatch;
import io.mgeosync.reconcile.NodeBundle;
import io.mgeosync.reconcile.ReleaseWatch;
import io.mgeosync.store.StoreReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bundle of the running agent: a worker thread for everything that reads or changes the disk at
 * length, and a watch thread that only looks. Holds the directory's lock while it lives.
 */
final class BundleRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BundleRunner.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

  private final BundleSettings settings;
  private final Duration poll;
  private final DirectoryLock lock;
  private final ChannelSource channel;
  private final NodeBundle node;
  private final Gate gate;
  private final BundleWatch watch;
  private final ReleaseWatch releaseWatch;
  private final ScheduledExecutorService worker;
  private final ScheduledExecutorService watcher;

  BundleRunner(AgentConfig config, BundleSettings settings, StoreReader store, AgentTools tools) {
    var layout = new NodeLayout(config.state(), settings.name());
    this.settings = settings;
    this.poll = config.channel().poll();
    this.lock = DirectoryLock.acquire(layout);
    this.channel = openOrRelease(lock, () -> ChannelSources.open(config.channel(), store, layout));
    this.node =
        new NodeBundle(
            settings,
            layout,
            new NodeBundle.Sources(store, channel, FetchListener.none()),
            config.channel(),
            Reloads.of(settings.reload(), tools.client()),
            tools.clock());
    var work = new DriverWork(GpuProcesses.ofThisNode(), tools.clock(), tools.steadyClock());
    var smokes = new SmokeProbes(tools, work);
    var probes = new ServiceProbes(settings, layout, tools, smokes, node::state);
    this.gate =
        new Gate(settings.name(), probes.required(), tools.steadyClock(), new DecisionFile(layout));
    node.guard(gate);
    this.worker = thread("sync-" + settings.name());
    this.watcher = thread("watch-" + settings.name());
    this.releaseWatch = node.releaseWatch(worker, this::stateChanged);
    this.watch = node.watch(gate, releaseWatch, probes.watched(), probes.freshFor());
  }

  /** A constructor that fails leaves nobody who would close the lock. */
  private static ChannelSource openOrRelease(DirectoryLock lock, Supplier<ChannelSource> open) {
    try {
      return open.get();
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Takes up what was there before, then looks, once per interval, and reads the channel, once per
   * poll.
   */
  void start() {
    worker.execute(guarded("resume", this::resume));
    long interval = ServiceProbes.interval(settings).toMillis();
    var _ =
        watcher.scheduleAtFixedRate(
            guarded("watch", watch::look), 0, interval, TimeUnit.MILLISECONDS);
    var _ =
        worker.scheduleWithFixedDelay(
            guarded("poll", this::poll), poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** One cycle on the worker; returns when it has ended. */
  void runCycle() {
    try {
      worker.submit(guarded("cycle", this::cycleAndLook)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | RejectedExecutionException e) {
      log.debug("{}: the cycle did not run: the agent is stopping", settings.name(), e);
    }
  }

  void scrub() {
    releaseWatch.verifyAgain("scheduled scrub");
  }

  GateSnapshot gate() {
    return gate.snapshot();
  }

  BundleState state() {
    return node.state();
  }

  BundleSettings settings() {
    return settings;
  }

  Optional<Instant> lastSuccess() {
    return node.lastCycle().success();
  }

  private void poll() {
    if (node.urgent()) {
      cycleAndLook();
    }
  }

  private void resume() {
    node.resume();
    stateChanged();
  }

  private void cycleAndLook() {
    node.runCycle();
    stateChanged();
  }

  /** Nobody waits for the next interval: what is known now counts at once, and a look follows. */
  private void stateChanged() {
    watch.stateChanged();
    try {
      watcher.execute(guarded("watch", watch::look));
    } catch (RejectedExecutionException e) {
      log.debug("{}: no more looks: the agent is stopping", settings.name(), e);
    }
  }

  /** A bug in one look or cycle is told and must not end all that come after it. */
  private Runnable guarded(String what, Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        log.error("{}: {} failed; this is a bug in mgeo-sync", settings.name(), what, e);
      }
    };
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).factory());
  }

  @Override
  public void close() {
    watcher.shutdownNow();
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn(
            "{}: the worker did not end within {} s", settings.name(), CLOSE_WITHIN.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channel.close();
    lock.close();
  }
}
