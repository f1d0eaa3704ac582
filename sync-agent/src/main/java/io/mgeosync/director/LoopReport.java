package io.mgeosync.director;

import io.mgeosync.director.route.RouteKeeper;
import io.mgeosync.verdict.systemd.ServiceManager;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells the service manager that the director has started and who has the requests, and feeds its
 * watchdog while the loop goes round: one that stands answers with a route that grows old.
 */
final class LoopReport implements AutoCloseable {
  private static final long EVERY_MILLIS = 500;

  private final ServiceManager manager;
  private final RouteKeeper keeper;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("loop-report").factory());
  private String last = "";

  private LoopReport(ServiceManager manager, RouteKeeper keeper) {
    this.manager = manager;
    this.keeper = keeper;
  }

  /** Begins at once; empty without a service manager that listens. */
  static Optional<LoopReport> start(Map<String, String> environment, RouteKeeper keeper) {
    Optional<LoopReport> report =
        ServiceManager.of(environment, ProcessHandle.current().pid())
            .map(manager -> new LoopReport(manager, keeper));
    report.ifPresent(LoopReport::begin);
    return report;
  }

  private void begin() {
    manager.ready();
    var _ =
        thread.scheduleWithFixedDelay(this::tellManager, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tellManager() {
    String line = keeper.snapshot().route().to() + " has the requests";
    if (!line.equals(last)) {
      manager.status(line);
      last = line;
    }
    if (manager.watchdog().isPresent() && keeper.isLooping()) {
      manager.alive();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    manager.stopping();
  }
}
