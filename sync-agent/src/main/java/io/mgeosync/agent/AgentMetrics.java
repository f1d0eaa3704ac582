package io.mgeosync.agent;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.agent.BundleValues.Labelled;
import io.mgeosync.base.LostLines;
import io.mgeosync.channel.Channel;
import io.mgeosync.channel.Pin;
import io.mgeosync.gate.Condition;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.reconcile.Integrity;
import io.mgeosync.verdict.Drains;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is read from the last snapshots when Prometheus asks.
 *
 * @see Meters what is counted as it happens
 */
final class AgentMetrics {
  private static final double MILLIS = 1000;
  private static final String CONDITION = "condition";
  private static final String CHANNEL = "channel";

  private final Clock clock;

  private AgentMetrics(Clock clock) {
    this.clock = clock;
  }

  static void register(
      PrometheusRegistry registry, List<BundleRunner> runners, Drains drains, Clock clock) {
    var metrics = new AgentMetrics(clock);
    var values = new BundleValues(registry, runners);
    metrics.registerGate(values);
    metrics.registerVersions(values);
    registerScrub(values);
    registerChannel(values);
    registerDrain(registry, drains);
    LostLines.register(registry);
    registerBuild(registry);
  }

  private void registerGate(BundleValues values) {
    values.gauge(
        "mgeo_sync_ready",
        "1 while the gate of this bundle says SERVE, 0 while it says REFUSE",
        runner -> Optional.of(bit(runner.gate().decide(clock.instant()).serve())));
    values.gauge(
        "mgeo_sync_condition",
        "1 while this condition holds and is fresh",
        CONDITION,
        this::conditions);
    values.seconds(
        "mgeo_sync_refused_seconds_total",
        "For how long this condition has not held since the agent started",
        CONDITION,
        AgentMetrics::refused);
    values.gauge(
        "mgeo_sync_state_write_failed",
        "1 while the channel that is obeyed cannot be written down on this node's disk",
        runner -> Optional.of(bit(runner.warning().isPresent())));
  }

  private void conditions(BundleRunner runner, Labelled to) {
    for (Condition condition : runner.gate().conditions()) {
      to.set(condition.type().toString(), bit(condition.holds(clock.instant())));
    }
  }

  private static void refused(BundleRunner runner, Labelled to) {
    runner.refusedTime().forEach((type, time) -> to.set(type.toString(), time.toMillis() / MILLIS));
  }

  private void registerVersions(BundleValues values) {
    values.info(
        "mgeo_sync_desired_info",
        "1 for the release that the channel wants on this node",
        AgentMetrics::desired);
    values.info(
        "mgeo_sync_active_info",
        "1 for the release that is active on this node",
        AgentMetrics::active);
    values.info(
        "mgeo_sync_served_info",
        "1 for the release that the running service is proven to have loaded",
        runner -> active(runner).filter(active -> served(runner)));
  }

  private static Optional<Pin> desired(BundleRunner runner) {
    return runner.state().channel().flatMap(channel -> channel.desired(runner.settings().name()));
  }

  private static Optional<Pin> active(BundleRunner runner) {
    return runner.state().active().map(ActiveRelease::pin);
  }

  /** What this condition proves is proven of the active release, and of no other. */
  private boolean served(BundleRunner runner) {
    return runner.gate().conditions().stream()
        .filter(condition -> condition.type() == ConditionType.SERVED)
        .anyMatch(condition -> condition.holds(clock.instant()));
  }

  private static void registerScrub(BundleValues values) {
    values.gauge(
        "mgeo_sync_scrub_last_timestamp_seconds",
        "When every byte of the active release was last proven",
        runner -> runner.state().active().map(active -> seconds(active.verifiedAt())));
    values.gauge(
        "mgeo_sync_scrub_failed",
        "1 while the active release is proven damaged, until a fresh copy has replaced it",
        runner -> Optional.of(bit(runner.state().integrity() instanceof Integrity.Broken)));
  }

  private static void registerChannel(BundleValues values) {
    values.gauge(
        "mgeo_sync_channel_expires_timestamp_seconds",
        "When the channel that was read last expires",
        CHANNEL,
        (runner, to) -> channelTime(runner, runner.state().channel().map(Channel::expires), to));
    values.gauge(
        "mgeo_sync_channel_read_timestamp_seconds",
        "When the channel was last read with success",
        CHANNEL,
        (runner, to) ->
            channelTime(
                runner,
                runner.state().channelReadAt().filter(at -> at.isAfter(Instant.EPOCH)),
                to));
  }

  private static void channelTime(BundleRunner runner, Optional<Instant> time, Labelled to) {
    runner
        .state()
        .channel()
        .ifPresent(channel -> time.ifPresent(at -> to.set(channel.name(), seconds(at))));
  }

  private static void registerDrain(PrometheusRegistry registry, Drains drains) {
    GaugeWithCallback.builder()
        .name("mgeo_sync_draining")
        .help("1 while an operator drains this node, 0 otherwise")
        .callback(callback -> callback.call(bit(drains.now().isPresent())))
        .register(registry);
  }

  private static void registerBuild(PrometheusRegistry registry) {
    String version = AgentMetrics.class.getPackage().getImplementationVersion();
    Info.builder()
        .name("mgeo_sync_build_info")
        .help("1 for the version of mgeo-sync that runs")
        .labelNames("version")
        .register(registry)
        .setLabelValues(Objects.requireNonNullElse(version, "(not packaged)"));
  }

  private static double bit(boolean value) {
    return value ? 1 : 0;
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond();
  }
}
