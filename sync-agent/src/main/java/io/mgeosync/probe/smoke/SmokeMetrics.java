package io.mgeosync.probe.smoke;

import io.mgeosync.probe.ProbeResult;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The smokes of all bundles of a process; make one for each registry. */
public final class SmokeMetrics {
  private static final double NANOS = 1e9;

  private final Map<String, Duration> lastGood = new ConcurrentHashMap<>();
  private final Histogram durations;
  private final Counter skipped;

  public SmokeMetrics(PrometheusRegistry registry) {
    durations =
        Histogram.builder()
            .name("mgeo_sync_smoke_duration_seconds")
            .help("Time that one run of a bundle's golden cases took, to its first failure")
            .unit(Unit.SECONDS)
            .labelNames("bundle", "outcome")
            .classicUpperBounds(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
            .register(registry);
    skipped =
        Counter.builder()
            .name("mgeo_sync_smoke_skipped_total")
            .help("Looks that repeated the last good result, to spare the service")
            .labelNames("bundle")
            .register(registry);
  }

  /** How long the last run took in which every answer was right; empty before the first. */
  public Optional<Duration> lastGood(String bundle) {
    return Optional.ofNullable(lastGood.get(bundle));
  }

  /** The same for one bundle. */
  public Meter forBundle(String bundle) {
    return new Meter(bundle);
  }

  /** One bundle's smokes. */
  public final class Meter {
    private final String bundle;

    private Meter(String bundle) {
      this.bundle = bundle;
    }

    void ran(ProbeResult verdict, Duration took) {
      durations.labelValues(bundle, outcome(verdict)).observe(took.toNanos() / NANOS);
      if (verdict instanceof ProbeResult.Good) {
        lastGood.put(bundle, took);
      }
    }

    void skipped() {
      skipped.labelValues(bundle).inc();
    }
  }

  private static String outcome(ProbeResult verdict) {
    return switch (verdict) {
      case ProbeResult.Good _ -> "good";
      case ProbeResult.Wrong _ -> "wrong";
      case ProbeResult.Late _ -> "late";
    };
  }
}
