package io.mgeosync.director;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.base.NodeName;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.director.route.PollResult;
import io.mgeosync.director.route.RouteKeeper;
import io.mgeosync.disk.linux.DatagramReceiver;
import io.mgeosync.gate.SettableClock;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The messages as a real socket receives them. */
@Timeout(60)
final class LoopReportTest {
  private static final int A_WHILE = 10_000;

  private final SettableClock clock = new SettableClock();

  private RouteKeeper keeper(Path folder) {
    var config =
        ConfigLoader.parseDirector(
            "director.yaml",
            """
            state: %s
            nodes:
              - {name: a, agent: "http://127.0.0.1:1", role: primary}
              - {name: b, agent: "http://127.0.0.1:2", role: backup}
            """
                .formatted(folder));
    return new RouteKeeper(config, clock, new DirectorMetrics(new PrometheusRegistry()));
  }

  @Test
  void theManagerHearsOfTheStartOfTheRouteAndOfEachRoundOfTheLoop(@TempDir Path folder) {
    String socket = folder.resolve("notify").toString();
    Map<String, String> environment = Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "10000000");
    try (var systemd = new DatagramReceiver(socket);
        var keeper = keeper(folder);
        var report = LoopReport.start(environment, keeper).orElseThrow()) {
      List<String> heard = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        heard.add(systemd.next(A_WHILE).orElseThrow());
      }
      assertThat(heard).containsExactly("READY=1\n", "STATUS=a has the requests\n", "WATCHDOG=1\n");
      assertThat(report).isNotNull();
    }
  }

  @Test
  void aLoopThatStandsIsNotAlive(@TempDir Path folder) throws Exception {
    try (var keeper = keeper(folder)) {
      assertThat(keeper.isLooping()).isTrue();
      clock.advance(Duration.ofSeconds(3));
      assertThat(keeper.isLooping()).as("nothing has happened for three seconds").isFalse();
      keeper.seen(new NodeName("a"), new PollResult.Unknown("silent"), Duration.ZERO);
      while (!keeper.isLooping()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void withoutAManagerNobodyIsTold(@TempDir Path folder) {
    try (var keeper = keeper(folder)) {
      assertThat(LoopReport.start(Map.of(), keeper)).isEmpty();
    }
  }
}
