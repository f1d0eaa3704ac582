package io.mgeosync.cli;

import static io.mgeosync.cli.ShortDrill.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drills whose URL does not lead through the load balancer that follows the director. */
final class DrillRouteTest {
  private FakeDirector director;
  private FakeService service;

  @BeforeEach
  void start() throws IOException {
    director = new FakeDirector();
    service = new FakeService(director, name -> RIGHT);
  }

  @AfterEach
  void stop() {
    service.close();
    director.close();
  }

  private CliRun drill(String... more) {
    return ShortDrill.run(
        "200ms",
        director,
        service,
        Stream.concat(Stream.of("--yes", "--rto", "100ms"), Stream.of(more))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"gpu-a, drain", "gpu-a, refuse", "gpu-b, drain", "gpu-b, refuse"})
  void aNodesOwnServiceIsRefusedBeforeAnythingIsTakenOut(String node, String mode) {
    service.beside(node);
    CliRun run = drill("--mode", mode);
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err())
        .contains("cannot tell whether " + service.url() + " goes through the load balancer")
        .contains("X-Mgeo-Node")
        .hasLineCount(1);
    assertThat(director.posted).isEmpty();
  }

  @Test
  void aStandbysOwnServiceIsNotStoppedAndStartedForNothing(@TempDir Path folder) {
    service.beside("gpu-b");
    Path stopped = folder.resolve("stopped");
    CliRun run =
        drill("--mode", "stop", "--stop-command", "touch " + stopped, "--start-command", "rm -f x");
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(stopped).doesNotExist();
  }

  @Test
  void goldenAnswersThatAreGivenDoNotStandInForTheRoute() {
    service.beside("gpu-a");
    CliRun run = drill("--expect", FakeService.RIGHT);
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(director.posted).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu-b", "web-7"})
  void aLoadBalancerThatSendsItsRequestsElsewhereIsRefused(String node) {
    service.stuckAt(node);
    CliRun run = drill();
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err())
        .contains("does not go by this director's route")
        .contains("its answers come from " + node)
        .hasLineCount(1);
    assertThat(director.posted).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"drain", "refuse"})
  void aLoadBalancerThatFollowsNoDirectorIsNoPass(String mode) {
    service.stuckAt("gpu-a");
    CliRun run = drill("--mode", mode, "--json");
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.out())
        .contains("\"check\":\"answers of gpu-a while it was out\"")
        .contains("\"found\":\"100 %\",\"passed\":false");
    assertThat(director.posted).hasSize(2).last().isEqualTo("/nodes/gpu-a/release");
  }
}
