package io.mgeosync.verdict.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cluster told of this node, on a thread of its own. It reads the last snapshot {@code
 * 1000 /} {@value #LOOK_MILLIS} times a second, which costs nothing and sees what only time has
 * changed; nothing waits for it, so an API server that is away or hangs changes nothing about the
 * gate.
 */
public final class ClusterReporter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ClusterReporter.class);
  private static final long LOOK_MILLIS = 200;
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  private final ApiServer api;
  private final Supplier<Optional<Report>> report;
  private final NodeConditionReport node;
  private final @Nullable PodReports pods;
  private final ReportSchedule pace;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("kubernetes").factory());
  private @Nullable Report tried;
  private String trouble = "";

  /**
   * Does nothing before {@link #start}.
   *
   * @param report what to tell now; empty while there is no news; must return at once
   * @param clock the wall clock, for what people read
   * @param steady never jumps, for the pace
   */
  ClusterReporter(
      ApiServer api,
      KubernetesSettings settings,
      Supplier<Optional<Report>> report,
      Clock clock,
      Clock steady) {
    this.api = api;
    this.report = report;
    this.node = new NodeConditionReport(api, settings.condition(), clock);
    String gate = settings.readinessGate();
    this.pods = gate == null ? null : new PodReports(api, gate, clock);
    this.pace = new ReportSchedule(steady, settings.resync());
  }

  /** Tells the cluster that this process runs in, from now on. */
  public static ClusterReporter start(
      KubernetesSettings settings, Supplier<Optional<Report>> report, Clock clock, Clock steady) {
    var reporter =
        new ClusterReporter(ApiServer.ofCluster(settings), settings, report, clock, steady);
    reporter.start();
    return reporter;
  }

  void start() {
    var _ = thread.scheduleWithFixedDelay(this::reportOnce, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** One look, and what it asks for; returns within the deadline of each call that it makes. */
  void reportOnce() {
    try {
      report.get().ifPresent(this::lookAt);
    } catch (RuntimeException e) {
      log.error("the cluster was not told of this node; this is a bug in mgeo-sync", e);
    }
  }

  private void lookAt(Report now) {
    if (pace.due(tried == null || !tried.sameNews(now))) {
      tried = now;
      sendReport(now);
    }
  }

  private void sendReport(Report now) {
    // Pods first: traffic follows them, people follow the node. Neither keeps the other waiting.
    Optional<ApiServerException> failure =
        Stream.of(
                attempt(pods == null ? () -> {} : () -> pods.writeConditions(now)),
                attempt(() -> node.writeCondition(now)))
            .flatMap(Optional::stream)
            .findFirst();
    if (failure.isPresent()) {
      pace.failed();
      troubled(failure.get());
    } else {
      pace.succeeded();
      recovered();
    }
  }

  private static Optional<ApiServerException> attempt(Runnable telling) {
    try {
      telling.run();
      return Optional.empty();
    } catch (ApiServerException e) {
      return Optional.of(e);
    }
  }

  /** One line when it begins, one when it ends. */
  private void troubled(ApiServerException e) {
    if (!e.reason().equals(trouble) && !thread.isShutdown()) {
      log.warn("{}", e.getMessage());
    }
    trouble = e.reason();
  }

  private void recovered() {
    if (!trouble.isEmpty()) {
      log.info("the API server knows again what this node says");
    }
    trouble = "";
  }

  /** What was told last stays in the cluster. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      var _ = thread.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
