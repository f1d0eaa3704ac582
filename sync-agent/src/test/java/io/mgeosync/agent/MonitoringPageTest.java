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
  void everyMetricHasItsRowAndEveryRowItsMetric(@TempDir Path folder) throws IOException {
    var registry = new MonitoringPage.Registered();
    AgentTools tools = Tools.with(registry);
    new StoreMetrics(registry);
    var drains = new Drains(folder.resolve("drain.json"), List::of, Clock.systemUTC());
    AgentMetrics.register(registry, List.of(), drains, tools.steadyClock());
    assertThat(MonitoringPage.rows("## The agent's metrics"))
        .doesNotHaveDuplicates()
        .isEqualTo(registry.rows());
  }
}
