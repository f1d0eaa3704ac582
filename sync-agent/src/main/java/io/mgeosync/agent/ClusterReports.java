package io.mgeosync.agent;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.verdict.Drains;
import io.mgeosync.verdict.kubernetes.ClusterReporter;
import io.mgeosync.verdict.kubernetes.KubernetesSettings;
import io.mgeosync.verdict.kubernetes.Report;
import java.time.Clock;

/** The gates as the cluster hears of them, where the configuration names a cluster. */
final class ClusterReports {
  private ClusterReports() {}

  /** Starts the reporter; without a section {@code kubernetes} not a class of it is loaded. */
  static AutoCloseable start(
      AgentConfig config, NodeSummary status, Drains drains, AgentTools tools) {
    KubernetesSettings settings = config.kubernetes();
    if (settings == null) {
      return () -> {};
    }
    Clock wakeful = tools.wakefulClock();
    return ClusterReporter.start(
        settings,
        () -> status.newsOfGates().map(gates -> Report.of(gates, drains.now(), wakeful.instant())),
        tools.clock(),
        tools.steadyClock());
  }
}
