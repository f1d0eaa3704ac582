package io.mgeosync.director;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.agent.MonitoringPage;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.director.route.RouteKeeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** The page's table of the director's metrics, and what a director registers, say the same. */
class DirectorMetricsTest {
  @Test
  void everyMetricHasItsRowAndEveryRowItsMetric() throws IOException {
    var registry = new MonitoringPage.Registered();
    var metrics = new DirectorMetrics(registry);
    var config = ConfigLoader.loadDirector(Path.of("../deploy/director.yaml"));
    try (var keeper = new RouteKeeper(config, Clock.systemUTC(), metrics)) {
      metrics.read(keeper);
    }
    assertThat(MonitoringPage.rows("## The director's metrics"))
        .doesNotHaveDuplicates()
        .isEqualTo(registry.rows());
  }
}
