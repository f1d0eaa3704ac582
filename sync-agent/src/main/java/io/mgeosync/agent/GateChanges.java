package io.mgeosync.agent;

import io.mgeosync.gate.Gate;
import io.mgeosync.manifest.BundleName;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Consumer;

/** Counts the edges of the gates. */
final class GateChanges {
  private static final String SERVE = "serve";
  private static final String REFUSE = "refuse";

  private final Counter changes;

  GateChanges(PrometheusRegistry registry) {
    changes =
        Counter.builder()
            .name("mgeo_sync_gate_changes_total")
            .help("How often the gate of this bundle began to say SERVE, or REFUSE")
            .labelNames("bundle", "to")
            .register(registry);
  }

  /** Both series are there from the start: the first change would otherwise be no increase. */
  Consumer<Gate.Edge> of(BundleName bundle) {
    changes.initLabelValues(bundle.value(), SERVE);
    changes.initLabelValues(bundle.value(), REFUSE);
    return edge ->
        changes.labelValues(bundle.value(), edge.decision().serve() ? SERVE : REFUSE).inc();
  }
}
