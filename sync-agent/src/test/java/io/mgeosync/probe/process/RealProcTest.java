package io.mgeosync.probe.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mgeosync.probe.process.ServiceProcess.Found;
import io.mgeosync.probe.process.ServiceProcess.Unknown;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's own /proc, and a second process that listens and maps a file. */
@Timeout(60)
final class RealProcTest {
  private static final ProcFileSystem PROC = ProcFileSystem.OF_MACHINE;
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;

  @Test
  void theChildThatListensIsFoundWithItsFilesAndItsStart() throws IOException {
    Path mapped = Files.writeString(folder.resolve("model v1.bin"), "weights");
    Path open = Files.writeString(folder.resolve("config.json"), "{}");
    FileId id = FileId.of(mapped);
    try (var child = new ServiceChild(mapped, open)) {
      ServiceProcess service = at(child.port());
      var found = (Found) service.find();
      assertThat(found.described())
          .isEqualTo(
              "the owner of port %d (process %d)".formatted(child.port(), child.process().pid()));
      ProcessId process = found.processes().getFirst();
      assertThat(process.pid()).isEqualTo(child.process().pid());
      Instant started = child.process().info().startInstant().orElseThrow();
      assertThat(CLOCK.instant().minus(PROC.age(process)))
          .isCloseTo(started, within(3, ChronoUnit.SECONDS));
      assertThat(PROC.filesOf(process).held())
          .contains(new HeldFile(id, mapped.toString(), false))
          .contains(new HeldFile(FileId.of(open), open.toString(), false));
      assertThat(PROC.filesOf(process).at(mapped.toString())).contains(id);
      Files.delete(mapped);
      assertThat(PROC.filesOf(process).held()).contains(new HeldFile(id, mapped.toString(), true));
      child.process().destroyForcibly().onExit().join();
      assertThat(service.find()).isInstanceOf(Unknown.class);
      assertThat(PROC.filesOf(process).held()).isEmpty();
    }
  }

  @Test
  void thisProcessIsNeverTheService() throws IOException {
    try (var own = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(at(own.getLocalPort()).find()).isInstanceOf(Unknown.class);
    }
  }

  private static ServiceProcess at(int port) {
    return ServiceFinder.by(
        new ServiceProcess.Mark(URI.create("http://localhost:" + port + "/"), null, null),
        PROC,
        CLOCK);
  }
}
