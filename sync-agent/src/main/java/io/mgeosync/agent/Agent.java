package io.mgeosync.agent;

import io.mgeosync.agent.http.AgentHttpServer;
import io.mgeosync.agent.http.NodeActions;
import io.mgeosync.base.HostPort;
import io.mgeosync.base.Lifecycle;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.schedule.CycleScheduler;
import io.mgeosync.schedule.ScheduleSettings;
import io.mgeosync.store.StoreReader;
import io.mgeosync.verdict.AgentCheckServer;
import io.mgeosync.verdict.Drains;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running agent of one node: every bundle of its configuration, its schedule and its HTTP
 * server.
 */
public final class Agent implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Agent.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
  private static final String SCRUB = "/scrub";

  /** A release that was not touched is taken up by then, so that the first answer tells of it. */
  private static final Duration TAKEN_UP_WITHIN = Duration.ofMillis(250);

  private final Lifecycle parts = new Lifecycle();
  private final List<BundleRunner> runners = new ArrayList<>();
  private int port;

  private Agent() {}

  /**
   * Starts everything, or nothing: what was started before a refusal is closed again.
   *
   * @throws io.mgeosync.manifest.Refusal when the configuration, a lock or the port stands in the
   *     way
   */
  public static Agent start(AgentConfig config, Clock clock) {
    return start(config, clock, System.getenv());
  }

  /**
   * The same.
   *
   * @param environment as the service manager made it
   */
  static Agent start(AgentConfig config, Clock clock, Map<String, String> environment) {
    var agent = new Agent();
    try {
      agent.startParts(config, clock, environment);
      return agent;
    } catch (RuntimeException e) {
      agent.close();
      throw e;
    }
  }

  private void startParts(AgentConfig config, Clock clock, Map<String, String> environment) {
    var registry = new PrometheusRegistry();
    var tools = AgentTools.of(config, registry, clock);
    var nodeWatch =
        parts.closing(
            new NodeWatch(config, DriverFacts.ofNode(config), tools.environment(), clock));
    StoreReader store =
        parts.closing(NodeStore.open(config, registry, clock, tools.neighbour().pace()));
    for (BundleSettings bundle : config.bundles()) {
      runners.add(parts.closing(new BundleRunner(config, bundle, store, tools)));
    }
    List<Resumption> resumptions = runners.stream().map(BundleRunner::takeUp).toList();
    var scheduler =
        parts.closing(new CycleScheduler(config.node(), clock, runners.size() + 1, CLOSE_WITHIN));
    var drains = new Drains(NodeLayout.drain(config.state()), nodeWatch::readyPeers, clock);
    AgentMetrics.register(registry, runners, drains, tools.wakefulClock());
    var turns =
        new NodeTurns(
            config.node(), config.rollout(), nodeWatch::turns, tools.steadyClock(), Thread::sleep);
    var status = new NodeSummary(config, runners, nodeWatch, drains, turns, tools);
    runners.forEach(runner -> runner.useTurns(next -> turns.takeTurn(next, status)));
    var actions =
        new NodeActions(
            () -> syncNow(scheduler), this::scrubNow, this::probeNow, this::unpoison, drains);
    resumptions.forEach(one -> one.awaitEnd(TAKEN_UP_WITHIN));
    var http =
        parts.closing(
            new AgentHttpServer(
                config.http().listen(), config.commandSocket(), status, registry, actions));
    port = http.port();
    log.info("{}: listening on {}:{}", config.node(), config.http().listen().host(), port);
    nodeWatch.start(
        status::active,
        () -> {
          drains.retryWrite();
          store
              .storeTime()
              .ifPresent(time -> nodeWatch.dates().recordTime("the store's server", time));
        });
    parts.closing(ClusterReports.start(config, status, drains, tools));
    runners.forEach(runner -> schedule(scheduler, runner, clock));
    show(config, environment, status, tools.steadyClock());
  }

  /**
   * Last, so that readers of the verdict hear of an agent that has started; its end they hear
   * first.
   */
  private void show(
      AgentConfig config, Map<String, String> environment, NodeSummary status, Clock steadyClock) {
    HostPort agentCheck = config.failover().agentCheck();
    if (agentCheck != null) {
      parts.closing(AgentCheckServer.start(agentCheck, status::news));
    }
    parts
        .closing(VerdictWatch.of(config, environment, this::isLooking, steadyClock))
        .start(status::news);
  }

  private boolean isLooking() {
    return runners.stream().allMatch(runner -> runner.rounds().isLooking());
  }

  private static void schedule(CycleScheduler scheduler, BundleRunner runner, Clock clock) {
    BundleSettings bundle = runner.settings();
    String name = bundle.name().value();
    ScheduleSettings sync = bundle.schedule();
    ScheduleSettings scrub = bundle.scrubSchedule();
    runner.start();
    scheduler.schedule(name, sync.cronSpec(), sync.splay(), runner.lastSuccess(), runner::runCycle);
    // A scrub that was missed is not caught up: the release is verified at every start anyway.
    Optional<Instant> verifiedNow = Optional.of(clock.instant());
    scheduler.schedule(name + SCRUB, scrub.cronSpec(), scrub.splay(), verifiedNow, runner::scrub);
  }

  private void syncNow(CycleScheduler scheduler) {
    runners.forEach(runner -> scheduler.runNow(runner.settings().name().value()));
  }

  private void scrubNow() {
    runners.forEach(BundleRunner::scrubNow);
  }

  private void probeNow() {
    runners.forEach(BundleRunner::probe);
  }

  private void unpoison() {
    runners.forEach(BundleRunner::unpoison);
  }

  /** The port that the HTTP server listens on. */
  public int port() {
    return port;
  }

  /** Returns once {@link #close()} was called by another thread and has ended. */
  public void awaitClosed() {
    parts.awaitClosed();
  }

  /**
   * Ends everything, the latest part first; a fetch that is going on is left where it can be
   * resumed.
   */
  @Override
  public void close() {
    parts.close();
  }
}
