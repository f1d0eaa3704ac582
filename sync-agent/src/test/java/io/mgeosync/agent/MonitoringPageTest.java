package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.store.StoreMetrics;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page's table of the agent's metrics, and what an agent registers, say the same. */
class MonitoringPageTest {
  private static final Path PAGE = Path.of("../docs/monitoring.md");
  private static final String FIRST = "## The agent's metrics";

  private static List<String> registered() {
    var all = new ArrayList<Collector>();
    var registry =
        new PrometheusRegistry() {
          @Override
          public void register(Collector collector) {
            all.add(collector);
            super.register(collector);
          }
        };
    try (HttpClient client = HttpClient.newHttpClient()) {
      AgentTools tools = Tools.with(client, registry);
      new StoreMetrics(registry);
      AgentMetrics.register(registry, List.of(), tools.steadyClock());
    }
    return all.stream().map(MonitoringPageTest::row).sorted().toList();
  }

  /** {@code name | type | labels}, as Prometheus sees them. */
  private static String row(Collector collector) {
    MetricType type = collector.getMetricType();
    String name = collector.getPrometheusName();
    String suffix = type == MetricType.COUNTER ? "_total" : type == MetricType.INFO ? "_info" : "";
    String kind = type == MetricType.INFO ? "gauge" : type.name().toLowerCase(Locale.ROOT);
    return "%s%s | %s | %s"
        .formatted(name, suffix, kind, String.join(", ", new TreeSet<>(collector.getLabelNames())));
  }

  private static List<String> documented() throws IOException {
    String page = Files.readString(PAGE);
    String section =
        page.substring(page.indexOf(FIRST), page.indexOf("\n## ", page.indexOf(FIRST) + 1));
    return section
        .lines()
        .filter(line -> line.startsWith("| `mgeo_sync_"))
        .map(MonitoringPageTest::cells)
        .sorted()
        .toList();
  }

  private static String cells(String line) {
    String[] cells = line.replace("`", "").split("\\|");
    String labels =
        Arrays.stream(cells[3].split(","))
            .map(String::strip)
            .sorted()
            .collect(Collectors.joining(", "));
    return cells[1].strip() + " | " + cells[2].strip() + " | " + labels;
  }

  @Test
  void everyMetricHasItsRowAndEveryRowItsMetric() throws IOException {
    assertThat(documented()).doesNotHaveDuplicates().isEqualTo(registered());
  }
}
