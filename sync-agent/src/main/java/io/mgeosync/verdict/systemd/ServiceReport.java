package io.mgeosync.verdict.systemd;

import io.mgeosync.verdict.BundleVerdict;
import io.mgeosync.verdict.NodeVerdict;
import io.mgeosync.verdict.VerdictFollower;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the service manager how the node is, and that it is still looked after. */
public final class ServiceReport implements VerdictFollower {
  private final ServiceManager manager;
  private final BooleanSupplier looking;
  private final Clock clock;
  private @Nullable String last;
  private Instant aliveAt = Instant.EPOCH;

  /**
   * A report.
   *
   * @param looking whether every thread that should look at the node does: without them a gate that
   *     is open only closes because nothing is fresh any more, so the manager had better start
   *     again
   * @param clock never jumps
   */
  public ServiceReport(ServiceManager manager, BooleanSupplier looking, Clock clock) {
    this.manager = manager;
    this.looking = looking;
    this.clock = clock;
  }

  /** The first verdict there is means that the service has started. */
  @Override
  public void followVerdict(Optional<NodeVerdict> verdict) {
    if (verdict.isEmpty()) {
      return;
    }
    notifyManager(line(verdict.get()));
    manager.watchdog().ifPresent(this::feed);
  }

  private void notifyManager(String line) {
    if (last == null) {
      manager.ready();
    }
    if (!line.equals(last)) {
      manager.status(line);
      last = line;
    }
  }

  /** Twice in its time, as sd_watchdog_enabled(3) recommends. */
  private void feed(Duration watchdog) {
    Instant now = clock.instant();
    if (!now.isBefore(aliveAt.plus(watchdog.dividedBy(2))) && looking.getAsBoolean()) {
      manager.alive();
      aliveAt = now;
    }
  }

  private static String line(NodeVerdict verdict) {
    return verdict.ready()
        ? verdict.bundles().stream()
            .map(ServiceReport::release)
            .collect(Collectors.joining(", ", "ready: ", ""))
        : "not ready: " + verdict.reasons().getFirst();
  }

  private static String release(BundleVerdict bundle) {
    return bundle.bundle() + bundle.active().map(pin -> " " + pin.version()).orElse("");
  }

  @Override
  public void close() {
    manager.stopping();
  }
}
