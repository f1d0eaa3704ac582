package io.mgeosync.base;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.atomic.LongAdder;

/**
 * Lines of the log that were dropped since their reader did not take them in time. A process has
 * one log, so there is one count.
 */
public final class LostLines {
  private static final LongAdder LOST = new LongAdder();

  private LostLines() {}

  /** One more. */
  public static void add() {
    LOST.increment();
  }

  /** Since the process started. */
  public static long count() {
    return LOST.sum();
  }

  /** Has Prometheus see the count. */
  public static void register(PrometheusRegistry registry) {
    CounterWithCallback.builder()
        .name("mgeo_sync_log_lines_dropped_total")
        .help("Lines of the log that were dropped because its reader had stalled")
        .callback(callback -> callback.call((double) count()))
        .register(registry);
  }
}
