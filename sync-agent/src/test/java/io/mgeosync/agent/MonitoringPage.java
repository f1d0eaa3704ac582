package io.mgeosync.agent;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** The tables of docs/monitoring.md, to be held against what a program registers. */
public final class MonitoringPage {
  private static final Path PAGE = Path.of("../docs/monitoring.md");

  private MonitoringPage() {}

  /** A registry that remembers what is registered in it, though nothing has a value yet. */
  public static final class Registered extends PrometheusRegistry {
    private final List<MetricFamilyDescriptor> all = new ArrayList<>();

    @Override
    public void register(Collector collector) {
      all.add(Objects.requireNonNull(collector.getMetricFamilyDescriptor()));
      super.register(collector);
    }

    /** {@code name | type | labels} of each metric, as Prometheus sees them, in order. */
    public List<String> rows() {
      return all.stream().map(Registered::row).sorted().toList();
    }

    private static String row(MetricFamilyDescriptor family) {
      MetricType type = family.getType();
      String kind = type == MetricType.INFO ? "gauge" : type.name().toLowerCase(Locale.ROOT);
      String name = family.getPrometheusName() + suffix(type);
      return MonitoringPage.row(name, kind, family.getLabelNames());
    }

    private static String suffix(MetricType type) {
      return switch (type) {
        case COUNTER -> "_total";
        case INFO -> "_info";
        default -> "";
      };
    }
  }

  /** The rows of one section in the same form; {@code heading} with its marks. */
  public static List<String> rows(String heading) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(heading + "\n");
    return page.substring(begin, page.indexOf("\n## ", begin + 1))
        .lines()
        .filter(line -> line.startsWith("| `mgeo_sync_"))
        .map(line -> line.replace("`", "").split("\\|"))
        .map(cell -> row(cell[1].strip(), cell[2].strip(), labels(cell[3])))
        .sorted()
        .toList();
  }

  private static List<String> labels(String cell) {
    return Arrays.stream(cell.split(",")).map(String::strip).toList();
  }

  private static String row(String name, String type, Collection<String> labels) {
    return "%s | %s | %s"
        .formatted(name, type, labels.stream().sorted().collect(Collectors.joining(", ")));
  }
}
