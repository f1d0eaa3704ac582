package io.mgeosync.agent;

import io.mgeosync.gate.Gate;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.probe.ProbeMetrics;
import io.mgeosync.probe.gpu.XidListener;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is counted as it happens, for all bundles of a process.
 *
 * @see AgentMetrics what is read when Prometheus asks
 */
final class Meters {
  private static final Logger log = LoggerFactory.getLogger(Meters.class);
  private static final String SERVE = "serve";
  private static final String REFUSE = "refuse";

  private final ProbeMetrics probes;
  private final SyncMetrics syncs;
  private final Counter gateChanges;
  private final Counter xids;

  /** Make one for each registry. */
  Meters(PrometheusRegistry registry) {
    probes = new ProbeMetrics(registry);
    syncs = new SyncMetrics(registry);
    gateChanges =
        Counter.builder()
            .name("mgeo_sync_gate_changes_total")
            .help("How often the gate of this bundle began to say SERVE, or REFUSE")
            .labelNames("bundle", "to")
            .register(registry);
    xids =
        Counter.builder()
            .name("mgeo_sync_gpu_xids_total")
            .help("Errors that the NVIDIA driver reported and that ask for something")
            .labelNames("bundle", "xid", "hit")
            .register(registry);
  }

  ProbeMetrics probes() {
    return probes;
  }

  SyncMetrics syncs() {
    return syncs;
  }

  /**
   * Counts the edges of one bundle's gate. Both series are there from the start: the first change
   * would otherwise be no increase.
   */
  Consumer<Gate.Edge> countGateChanges(BundleName bundle) {
    gateChanges.initLabelValues(bundle.value(), SERVE);
    gateChanges.initLabelValues(bundle.value(), REFUSE);
    return edge ->
        gateChanges.labelValues(bundle.value(), edge.decision().serve() ? SERVE : REFUSE).inc();
  }

  /** Counts and logs the Xids that one bundle's probe hears of. */
  XidListener countXids(BundleName bundle) {
    return (xid, ours) -> {
      String hit = ours ? "service" : xid.pid().isPresent() ? "other" : "unnamed";
      xids.labelValues(bundle.value(), Integer.toString(xid.code()), hit).inc();
      log.warn(
          "{}: the GPU's driver reported {}{}",
          bundle,
          xid,
          ours ? ", a process of the service" : "");
    };
  }
}
