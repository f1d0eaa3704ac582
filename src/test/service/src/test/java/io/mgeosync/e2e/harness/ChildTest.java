package io.mgeosync.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  @TempDir Path scratch;

  @Test
  void outputAndExitCodeAreKept() throws IOException {
    try (Child child = shell("echo to-out; echo to-err >&2; exit 7")) {
      assertThat(child.exitCode(Duration.ofSeconds(10))).isEqualTo(7);
      assertThat(child.output()).contains("to-out").contains("to-err");
    }
  }

  @Test
  void sigtermCanBeHandledByTheChild() throws IOException {
    try (Child child = shell("trap 'exit 3' TERM; echo up; while :; do sleep 0.1; done")) {
      Await.until("it is up", Duration.ofSeconds(10), () -> child.output().contains("up"));

      assertThat(child.terminate()).isEqualTo(3);
    }
  }

  @Test
  void closeEndsWhatTheChildStartedToo() throws IOException {
    Child child = shell("sleep 600 & echo $!; wait");
    Await.until("it is up", Duration.ofSeconds(10), () -> !child.output().isBlank());
    long grandchild = Long.parseLong(child.output().strip());

    child.close();

    Await.until(
        "the grandchild is gone",
        Duration.ofSeconds(10),
        () -> ProcessHandle.of(grandchild).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(child.alive()).isFalse();
  }

  /** As nginx's master does. */
  @Test
  void oneThatReplacesWhatDiesReplacesNothingWhileItIsClosed() throws IOException {
    String script =
        "for i in {1..30}; do sleep 600 & done; echo up; wait -n; sleep 600 & echo again";
    Child child = Child.start(scratch.resolve("log"), Map.of(), List.of("bash", "-c", script));
    Await.until("it is up", Duration.ofSeconds(10), () -> !child.output().isBlank());

    child.close();

    assertThat(child.output()).isEqualToIgnoringNewLines("up");
  }

  @Test
  void awaitGivesUpAtItsDeadline() {
    assertThatThrownBy(() -> Await.until("pigs fly", Duration.ofMillis(100), () -> false))
        .hasMessageContaining("pigs fly");
  }

  private Child shell(String script) throws IOException {
    return Child.start(scratch.resolve("log"), Map.of(), List.of("sh", "-c", script));
  }
}
