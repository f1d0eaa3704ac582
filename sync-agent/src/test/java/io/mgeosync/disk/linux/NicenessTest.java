package io.mgeosync.disk.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mgeosync.disk.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kernel is asked what it did, in /proc, not the class. */
final class NicenessTest {
  private static final Path THIS_THREAD = Path.of("/proc/thread-self");
  private static final int FIELDS_AFTER_THE_NAME_UNTIL_NICE = 16;

  @BeforeEach
  void onLinux() {
    assumeTrue(Files.exists(THIS_THREAD), "no /proc here");
    assumeTrue(LibC.here().isPresent(), "the C library cannot be called here");
  }

  /** The 19th field of proc(5); the second, a name in brackets, may have blanks in it. */
  private static int nice() {
    try {
      String stat = Files.readString(THIS_THREAD.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Integer.parseInt(fields[FIELDS_AFTER_THE_NAME_UNTIL_NICE]);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<Integer> niceOfWorkers(Niceness niceness) {
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    Runnable task = () -> seen.add(nice());
    Workers.runAll("work", 4, niceness, Collections.nCopies(40, task));
    return seen;
  }

  @Test
  void everyWorkerIsAsNiceAsAskedAndItsCallerIsNot() {
    int before = nice();
    assumeTrue(before < 12, "this process is very nice itself");
    assertThat(niceOfWorkers(new Niceness(12))).containsExactly(12);
    assertThat(nice()).isEqualTo(before);
  }

  @Test
  void thePlainWorkerThatComesNextIsNotNice() {
    assertThat(niceOfWorkers(new Niceness(15))).containsExactly(Math.max(15, nice()));
    assertThat(niceOfWorkers(Niceness.NONE)).containsExactly(nice());
  }

  @Test
  void nobodyBecomesLessNiceByIt() {
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    Runnable twice =
        () -> {
          new Niceness(9).apply();
          seen.add(nice());
        };
    Workers.runAll("work", 1, new Niceness(14), List.of(twice));
    assertThat(seen).containsExactly(Math.max(14, nice()));
  }

  @Test
  void theDiskServesANiceWorkerLast() throws Exception {
    Process ionice;
    try {
      ionice = new ProcessBuilder("ionice", "--version").start();
    } catch (IOException e) {
      assumeTrue(false, "no ionice here");
      return;
    }
    assertThat(ionice.waitFor()).isZero();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Workers.runAll("work", 1, new Niceness(10), List.of(() -> seen.add(ioPriority())));
    assertThat(seen).containsExactly("best-effort: prio 7");
  }

  private static String ioPriority() {
    try {
      String thread = THIS_THREAD.toRealPath().getFileName().toString();
      Process ionice = new ProcessBuilder("ionice", "-p", thread).start();
      return new String(ionice.getInputStream().readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void negativeNicenessIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Niceness(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Niceness(20));
  }
}
