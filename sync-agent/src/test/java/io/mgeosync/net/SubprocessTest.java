package io.mgeosync.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.net.Subprocess.Ending;
import io.mgeosync.net.Subprocess.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class SubprocessTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir Path folder;

  private static Subprocess bash(String script, Duration deadline) {
    return Subprocess.of(List.of("bash", "-c", script), deadline);
  }

  @Test
  void tellsStatusAndLastWords() throws Exception {
    assertThat(bash("echo out; echo err >&2; exit 3", LONG).run())
        .isEqualTo(new Ending.Exited(3, "out\nerr\n"));
  }

  @Test
  void keepsTheLastOfManyWords() throws Exception {
    var ending = (Ending.Exited) bash("seq 1 200000; echo the end", LONG).run();

    assertThat(ending.printed()).hasSize(Subprocess.TAIL_BYTES).endsWith("200000\nthe end\n");
  }

  @Test
  void anAnswerIsStandardOutputAlone() throws Exception {
    var ending =
        bash("echo noise >&2; cat; echo \"$WORD\"", LONG)
            .reading("in ")
            .with("WORD", "out")
            .printing(new Output.Answer(100))
            .run();

    assertThat(ending).isEqualTo(new Ending.Exited(0, "in out\n"));
  }

  @Test
  void standardInputIsEmptyUnlessGiven() throws Exception {
    assertThat(bash("cat; echo done", LONG).run()).isEqualTo(new Ending.Exited(0, "done\n"));
  }

  @Test
  void aProgramThatDoesNotReadIsNotHeldByItsInput() throws Exception {
    assertThat(bash("exit 0", LONG).reading("x".repeat(1 << 20)).run())
        .isEqualTo(new Ending.Exited(0, ""));
    assertThat(bash("sleep 47", SHORT).reading("x".repeat(1 << 20)).run())
        .isInstanceOf(Ending.Late.class);
  }

  /** Each writes its own number and that of a child, and hangs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 47 & echo $! >&3; sleep 47",
        "(sleep 47 & echo $! >&3); sleep 47",
        "bash -c 'sleep 47 & echo $! >&3; sleep 47' & sleep 47",
        "trap '' TERM; nohup sleep 47 >/dev/null 2>&1 & echo $! >&3; sleep 47"
      })
  void theDescendantsOfAHungProgramEndWithIt(String hangs) throws Exception {
    Path pids = folder.resolve("pids");
    Subprocess hung = bash("exec 3>>" + pids + "; echo $$ >&3; " + hangs, SHORT);

    assertThat(hung.run()).isInstanceOf(Ending.Late.class);
    assertAllEnd(pids);
  }

  private static void assertAllEnd(Path pids) throws Exception {
    List<String> written = Files.readAllLines(pids);
    assertThat(written).hasSize(2);
    for (String pid : written) {
      while (isRunning(Long.parseLong(pid))) {
        Thread.sleep(10);
      }
    }
  }

  /** A zombie that its parent has not collected has ended. */
  private static boolean isRunning(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void anInterruptEndsThemToo() throws Exception {
    Path pids = folder.resolve("pids");
    Subprocess hung =
        bash("exec 3>>%s; echo $$ >&3; sleep 47 & echo $! >&3; sleep 47".formatted(pids), LONG);
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    hung.run();
                  } catch (IOException | InterruptedException e) {
                    // As expected.
                  }
                });
    while (!Files.exists(pids) || Files.readAllLines(pids).size() < 2) {
      Thread.sleep(10);
    }
    caller.interrupt();
    caller.join();

    assertAllEnd(pids);
  }

  /** A service that a reload has started for good holds the pipe open, and is left alone. */
  @Test
  void whatAProgramLeavesBehindAtItsEndLivesOnAndHoldsNobody() throws Exception {
    var ending = (Ending.Exited) bash("sleep 47 & echo $!", LONG).run();

    Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(ending.printed().strip()));
    assertThat(left).isPresent();
    assertThat(left.get().destroyForcibly()).isTrue();
  }

  @Test
  void aProgramThatIsNotThereIsToldInOneLine() {
    var missing = Subprocess.of(List.of("/no/such\nprogram"), LONG);
    assertThatThrownBy(missing::run)
        .isInstanceOf(IOException.class)
        .hasMessage("No such file or directory");
  }
}
