package io.mgeosync.cli;

import static io.mgeosync.cli.ShortDrill.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drills of a site with two load balancers and a director for each. */
final class DrillDirectorsTest {
  private FakeDirector director;

  @BeforeEach
  void start() throws IOException {
    director = new FakeDirector();
  }

  @AfterEach
  void stop() {
    director.close();
  }

  @Test
  void everyDirectorIsOrderedAndReleased() throws IOException {
    try (FakeDirector other = new FakeDirector()) {
      CliRun run = ShortDrill.run(director, name -> RIGHT, "--yes", "--director", other.url());
      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(other.posted).hasSize(2).last().isEqualTo("/nodes/gpu-a/release");
      assertThat(director.posted).hasSize(2).last().isEqualTo("/nodes/gpu-a/release");
      other.stubborn();
      CliRun stuck =
          ShortDrill.run(
              director, name -> RIGHT, "--yes", "--rto", "1ms", "--director", other.url());
      assertThat(stuck.exitCode()).isEqualTo(10);
      assertThat(stuck.out()).contains("FAIL");
    }
  }

  @ParameterizedTest
  @CsvSource({"500, 2", "409, 1"})
  void whatOneDirectorDidIsUndoneWhenAnotherOneWillNot(int status, int orders) throws IOException {
    try (FakeDirector other = new FakeDirector()) {
      other.troubledBy("drain", status);
      CliRun run = ShortDrill.run(director, name -> RIGHT, "--yes", "--director", other.url());
      assertThat(run.exitCode()).isEqualTo(6);
      assertThat(run.err()).contains("not all directors follow").hasLineCount(1);
      assertThat(director.posted).hasSize(2).last().isEqualTo("/nodes/gpu-a/release");
      assertThat(other.posted).hasSize(orders); // A 409 may be for the sake of somebody else.
    }
  }

  @Test
  void directorsWithDifferentPrimariesAreNotDrilled() throws IOException {
    try (FakeDirector other = new FakeDirector()) {
      other.primaries("gpu-b");
      CliRun run = ShortDrill.run(director, name -> RIGHT, "--yes", "--director", other.url());
      assertThat(run.exitCode()).isEqualTo(10);
      assertThat(run.err()).contains("do not have the same primary: gpu-a, gpu-b");
      assertThat(director.posted).isEmpty();
      assertThat(other.posted).isEmpty();
    }
  }
}
