package io.mgeosync.director;

import io.mgeosync.base.Lifecycle;
import io.mgeosync.base.LostLines;
import io.mgeosync.base.SteadyClock;
import io.mgeosync.config.DirectorConfig;
import io.mgeosync.config.NginxSettings;
import io.mgeosync.director.http.DirectorHttpServer;
import io.mgeosync.director.http.RouteSocketServer;
import io.mgeosync.director.route.NodePolls;
import io.mgeosync.director.route.RouteKeeper;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running director of one load balancer. */
public final class Director implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Director.class);

  private final Lifecycle parts = new Lifecycle();
  private int port;

  private Director() {}

  /**
   * Starts everything, or nothing: what was started before a refusal is closed again.
   *
   * @throws io.mgeosync.manifest.Refusal when the port or the socket stands in the way
   */
  public static Director start(DirectorConfig config, Clock clock) {
    var director = new Director();
    try {
      director.startParts(config, clock);
      return director;
    } catch (RuntimeException e) {
      director.close();
      throw e;
    }
  }

  private void startParts(DirectorConfig config, Clock clock) {
    var registry = new PrometheusRegistry();
    var metrics = new DirectorMetrics(registry);
    RouteKeeper keeper = parts.closing(new RouteKeeper(config, new SteadyClock(clock), metrics));
    metrics.read(keeper);
    LostLines.register(registry);
    port =
        parts
            .closing(
                new DirectorHttpServer(config.listen(), config.commandSocket(), keeper, registry))
            .port();
    log.info("listening on {}:{}, {} nodes", config.listen().host(), port, config.nodes().size());
    parts.closing(new NodePolls(config, keeper));
    keeper.awaitKnown(config.poll().detection());
    Actuators.of(config).forEach(keeper::addActuator);
    listen(config.nginx(), keeper);
    // Last, so that the manager hears of a director that has started, and first of its end.
    LoopReport.start(System.getenv(), keeper).ifPresent(parts::closing);
  }

  private void listen(@Nullable NginxSettings nginx, RouteKeeper keeper) {
    if (nginx != null && nginx.socket() != null) {
      parts.closing(
          new RouteSocketServer(nginx.socket(), nginx.group(), () -> keeper.snapshot().route()));
    }
  }

  /** The port that the HTTP server listens on. */
  public int port() {
    return port;
  }

  /** Returns once {@link #close()} was called by another thread and has ended. */
  public void awaitClosed() {
    parts.awaitClosed();
  }

  /** Ends everything, the latest part first; load balancers go on the way they were told last. */
  @Override
  public void close() {
    parts.close();
  }
}
