package io.mgeosync.cli;

import static io.mgeosync.cli.ShortDrill.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole drills, through a load balancer that follows a director, over real HTTP. */
final class DrillVerbTest {
  private FakeDirector director;

  @BeforeEach
  void start() throws IOException {
    director = new FakeDirector();
  }

  @AfterEach
  void stop() {
    director.close();
  }

  private CliRun drill(Function<String, Optional<String>> answers, String... more)
      throws IOException {
    return ShortDrill.run(director, answers, more);
  }

  @Test
  void aSiteThatLosesNothingPassesAndIsAsBefore(@TempDir Path folder) throws IOException {
    CliRun run = drill(name -> RIGHT, "--yes", "--report", folder.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("PASS: gpu-a out by drain").contains("0 failed, 0 wrong");
    assertThat(director.posted)
        .hasSize(2)
        .first()
        .asString()
        .matches("/nodes/gpu-a/drain\\?for=[0-9ms]+");
    assertThat(director.first()).isEqualTo("gpu-a");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "drill-20261123T030000Z.html",
              "drill-20261123T030000Z.md",
              "drill-20261123T030000Z.json");
    }
  }

  @Test
  void aStandbyWithAnotherAnswerIsProvenWrong() throws IOException {
    CliRun run =
        drill(
            name ->
                name.equals("gpu-a") ? RIGHT : Optional.of("{\"output\":{\"exact_match\":0.5}}"),
            "--yes",
            "--mode",
            "refuse",
            "--rto",
            "100ms",
            "--json");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.out())
        .contains("/output/exact_match is 0.5, not 0.9731")
        .contains("\"passed\":false");
    assertThat(director.first()).isEqualTo("gpu-a");
  }

  @Test
  void requestsThatFailAreCountedAndTheTimeUntilTheyDoNot() throws IOException {
    AtomicInteger left = new AtomicInteger(5);
    Function<String, Optional<String>> answers =
        name -> name.equals("gpu-b") && left.getAndDecrement() > 0 ? Optional.empty() : RIGHT;
    CliRun run = drill(answers, "--yes", "--json");
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.out()).contains("5 failed, 0 wrong").contains("\"problem\":\"HTTP 502\"");
    left.set(5);
    CliRun allowed = drill(answers, "--yes", "--max-failed", "5");
    assertThat(allowed.out()).contains("PASS");
    assertThat(allowed.exitCode()).isZero();
  }

  @Test
  void aDirectorThatDoesNotMoveTheTrafficIsNoPass() throws IOException {
    director.stubborn();
    CliRun run = drill(name -> RIGHT, "--yes", "--rto", "1ms", "--json");
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.out())
        .contains("\"check\":\"traffic left gpu-a\"")
        .contains("\"found\":\"never\",\"passed\":false");
  }

  @Test
  void aDirectorThatDiesLeavesTheOperatorTheCommand() throws IOException {
    CliRun run =
        drill(
            name -> {
              if (name.equals("gpu-b")) {
                director.close();
              }
              return RIGHT;
            },
            "--yes",
            "--rto",
            "1ms",
            "--wait",
            "500ms");
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err())
        .contains("THE NODE IS STILL OUT")
        .contains("curl -X POST " + director.url() + "/nodes/gpu-a/release")
        .contains("lets gpu-a back by itself")
        .hasLineCount(1);
  }

  @Test
  void withoutPermissionItOnlySaysWhatItWouldDo(@TempDir Path folder) throws IOException {
    CliRun run = drill(name -> RIGHT);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("drain gpu-a, for 200ms").contains("expect gpu-b to take over");
    assertThat(run.err()).contains("add --yes or --token-file").hasLineCount(1);
    Path token = Files.writeString(folder.resolve("token"), "drill gpu-a until 2026-11-22\n");
    assertThat(drill(name -> RIGHT, "--token-file", token.toString()).exitCode()).isEqualTo(2);
    Files.writeString(token, "drill gpu-b until 2026-12-31\n");
    assertThat(drill(name -> RIGHT, "--token-file", token.toString()).exitCode()).isEqualTo(2);
    assertThat(director.posted).isEmpty();
    Files.writeString(token, "drill gpu-a until 2026-11-23\n");
    assertThat(drill(name -> RIGHT, "--token-file", token.toString()).exitCode()).isZero();
  }

  @Test
  void withoutAStandbyNothingIsTakenOut() throws IOException {
    director.with("gpu-b", "unknown");
    CliRun run = drill(name -> RIGHT, "--yes");
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err()).contains("no other node than gpu-a is ready");
    assertThat(director.posted).isEmpty();
  }

  @Test
  void aSecondDrillIsRefused() throws IOException {
    director.overridden("gpu-b");
    CliRun run = drill(name -> RIGHT, "--yes");
    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(director.posted).isEmpty();
  }

  @Test
  void aServiceThatIsInTroubleAlreadyIsNotDrilled() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    CliRun run = drill(name -> asked.incrementAndGet() == 20 ? Optional.empty() : RIGHT, "--yes");
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err()).contains("answer 20 of 20").contains("HTTP 502");
    assertThat(director.posted).isEmpty();
  }

  @Test
  void aDirectorThatIsAwayIsNotKnown() throws IOException {
    director.close();
    assertThat(drill(name -> RIGHT, "--yes").exitCode()).isEqualTo(6);
  }
}
