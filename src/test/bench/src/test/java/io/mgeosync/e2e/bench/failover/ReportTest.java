package io.mgeosync.e2e.bench.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.bench.failover.load.Clients.KeepAlive;
import io.mgeosync.e2e.bench.failover.load.Measured;
import io.mgeosync.e2e.bench.failover.load.Switch;
import io.mgeosync.e2e.bench.failover.site.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static Measured measured(long failed, double lastFailed) {
    return new Measured(
        3000, 1000, failed, 0, 0, 0, 0, 0, 20, 10, lastFailed, 0, 800, 9, 20, 0, Map.of());
  }

  private static Result result(Mode mode, Kind kind, Measured measured, @Nullable Switch change) {
    return new Result("now", mode, kind, 50, KeepAlive.HALF, 2, 0.5, measured, change);
  }

  @Test
  void everyRunMustKeepATargetAndTheWorstIsNamed() {
    String report =
        Report.of(
            List.of(
                result(Mode.KILLED, Kind.IN_PATH, measured(0, 0), null),
                result(Mode.KILLED, Kind.IN_PATH, measured(2, 501), null),
                result(Mode.KILLED, Kind.RECIPE, measured(1, 500), null)));

    assertThat(report)
        .contains("| failed in the fault, % | 0.1 | met (1 runs) | **NOT MET**: killed 0.20 (1×) |")
        .contains(
            "| last failed answer, ms after the fault | 500 | met (1 runs) |"
                + " **NOT MET**: killed 501 (1×) |")
        .contains("| failed by a planned change | 0 | not measured | not measured |");
  }

  @Test
  void runsOfOneModeAreOneRow() {
    String report =
        Report.of(
            List.of(
                result(Mode.HUNG, Kind.RECIPE, measured(4, 80), null),
                result(Mode.HUNG, Kind.RECIPE, measured(0, 0), null),
                result(Mode.HUNG, Kind.RECIPE, measured(1, 20), null)));

    assertThat(report).contains("| hung after accept | 3 | 1 (0–4), at most 0.40 % | 0 |");
  }

  @Test
  void theOverviewHasTheColumnsBesideEachOther() {
    String report =
        Report.of(
            List.of(
                result(Mode.AGENT_HUNG, Kind.IN_PATH, measured(0, 0), null),
                result(Mode.KILLED, Kind.RECIPE, measured(4, 80), null),
                result(Mode.KILLED, Kind.RECIPE, measured(1, 80), null),
                result(Mode.KILLED, Kind.IN_PATH, measured(0, 0), null)));

    assertThat(report)
        .contains(
            """
            | fault | the recipe as written | in-path gate |
            |---|---|---|
            | process killed | 1–4 failed | 0 |
            | agent hung (SIGSTOP) | – | 0 |
            """);
  }

  @Test
  void aSwitchIsARowOfItsOwn() {
    String report =
        Report.of(
            List.of(
                result(Mode.SWITCHOVER, Kind.DIRECTOR_NGINX, measured(0, 0), new Switch(1.25, 3))));

    assertThat(report)
        .contains("| nginx + director | 50 | 1.3 | 3.0 | 0 |")
        .contains("| last new request on the old node, ms after a switch | 5 | met (1 runs) |");
  }

  @Test
  void resultsSurviveTheirFile(@TempDir Path folder) throws IOException {
    var file = new ResultFile(folder.resolve("results.jsonl"));
    Result plain = result(Mode.CORRUPT, Kind.IN_PATH, measured(1, 2), null);
    Result switched = result(Mode.SWITCHOVER, Kind.RECIPE, measured(0, 0), new Switch(-1, 2));

    file.add(plain);
    file.add(switched);

    assertThat(file.read()).containsExactly(plain, switched);
  }
}
