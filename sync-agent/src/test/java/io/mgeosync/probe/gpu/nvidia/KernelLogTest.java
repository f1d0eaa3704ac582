package io.mgeosync.probe.gpu.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.gpu.Xid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files and pipes in the place of /dev/kmsg, which a test may not write. */
@Timeout(20)
final class KernelLogTest {
  private static final String LOST = "4,1,2,-;NVRM: Xid (PCI:0000:3b:00): 79, fallen off the bus\n";
  private static final Xid XID = new Xid(79, "0000:3b:00", OptionalInt.empty());

  @TempDir private Path folder;

  private Path file() throws IOException {
    return Files.writeString(folder.resolve("kmsg"), LOST);
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  @Test
  void onlyWhatComesAfterTheFirstLookIsTold() throws IOException {
    Path file = file();
    var log = new KernelLog(file);
    assertThat(log.takeXids()).isEmpty();
    append(file, LOST + "6,3,4,-;usb 1-1: new device\n" + LOST);
    assertThat(log.takeXids()).containsExactly(XID, XID);
    assertThat(log.takeXids()).isEmpty();
  }

  @Test
  void aLogThatMayNotBeReadTellsNothing() throws IOException {
    var log = new KernelLog(folder.resolve("absent"));
    assertThat(log.takeXids()).isEmpty();
    append(Files.createFile(folder.resolve("absent")), LOST);
    assertThat(log.takeXids()).isEmpty();
  }

  /**
   * As /dev/kmsg does, a pipe without a writer's next word would let a plain read wait for ever.
   */
  @Test
  void aLogWithoutNewsIsNotWaitedFor() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(mkfifo.waitFor(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    var log = new KernelLog(pipe);
    assertThat(log.takeXids()).isEmpty();
    try (var writer = Files.newOutputStream(pipe)) {
      assertThat(log.takeXids()).isEmpty();
      writer.write(LOST.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      writer.flush();
      assertThat(log.takeXids()).containsExactly(XID);
      assertThat(log.takeXids()).isEmpty();
    }
  }
}
