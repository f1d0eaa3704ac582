package io.mgeosync.agent;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.probe.gpu.XidListener;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Xids that the probes of all bundles hear of; make one for each registry. */
final class XidMetrics {
  private static final Logger log = LoggerFactory.getLogger(XidMetrics.class);

  private final Counter heard;

  XidMetrics(PrometheusRegistry registry) {
    heard =
        Counter.builder()
            .name("mgeo_sync_gpu_xids_total")
            .help("Errors that the NVIDIA driver reported and that ask for something")
            .labelNames("bundle", "xid", "hit")
            .register(registry);
  }

  /** Counts and logs those that one bundle's probe hears of. */
  XidListener of(BundleName bundle) {
    return (xid, ours) -> {
      String hit = ours ? "service" : xid.pid().isPresent() ? "other" : "unnamed";
      heard.labelValues(bundle.value(), Integer.toString(xid.code()), hit).inc();
      log.warn(
          "{}: the GPU's driver reported {}{}",
          bundle,
          xid,
          ours ? ", a process of the service" : "");
    };
  }
}
