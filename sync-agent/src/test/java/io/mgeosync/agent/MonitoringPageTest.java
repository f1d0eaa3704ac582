package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.store.StoreMetrics;
import io.mgeosync.verdict.Drains;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's table of the agent's metrics, and what an agent registers, say the same. */
class MonitoringPageTest {
  @Test
  void everyMetricHasItsRowAndEveryRowItsMetric() throws IOException {
    var registry = new MonitoringPage.Registered();
    AgentTools tools = Tools.with(registry);
    new StoreMetrics(registry);
    AgentMetrics.register(registry, List.of(), tools.steadyClock());
    assertThat(MonitoringPage.rows("## The agent's metrics"))
        .doesNotHaveDuplicates()
        .isEqualTo(registry.rows());
  }

  @Test
  void soDoesTheNodesVerdict(@TempDir Path folder) throws IOException {
    var registry = new MonitoringPage.Registered();
    var file = folder.resolve("drain.json");
    VerdictMetrics.register(registry, new Drains(file, () -> List.of(), Clock.systemUTC()));
    assertThat(MonitoringPage.rows("## The node's verdict")).isEqualTo(registry.rows());
  }
}
