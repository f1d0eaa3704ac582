package io.mgeosync.probe.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import io.mgeosync.probe.process.ServiceProcess.Found;
import io.mgeosync.probe.process.ServiceProcess.Lookup;
import io.mgeosync.probe.process.ServiceProcess.Unknown;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PidFileTest {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private Path file;
  private FakeProc proc;
  private ServiceProcess service;

  @BeforeEach
  void prepare() throws IOException {
    proc = new FakeProc(Files.createDirectory(folder.resolve("proc")));
    file = folder.resolve("mgeo.pid");
    var mark = new ServiceProcess.Mark(URI.create("http://127.0.0.1:5000/"), file, null);
    service = ServiceFinder.by(mark, proc.tree(), clock);
  }

  @Test
  void theNamedProcessAndItsChildrenAreTheService() throws IOException {
    ProcessId master = proc.start(10, 1, "model", 100);
    ProcessId worker = proc.start(11, 10, "model", 200);
    write("10\n", 100);
    assertThat(find()).isEqualTo(found(master, worker));
  }

  @Test
  void aNumberThatAnotherProcessHasGotSinceProvesNothing() throws IOException {
    proc.start(10, 1, "cron", 60_000);
    write("10\n", 100);
    assertThat(find()).asString().contains("is older than the process that has its number now");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mgeo", "-1", "0", "10 11", "99999999999999999999"})
  void whatIsNoNumberOfARunningProcessIsUnknown(String text) throws IOException {
    proc.start(10, 1, "model", 100);
    write(text, 100);
    assertThat(find()).isInstanceOf(Unknown.class);
  }

  @Test
  void aContainersOwnNumberOneIsNotTheMachinesInit() throws IOException {
    proc.start(1, 0, "systemd", 1);
    write("1\n", 100);
    assertThat(find()).isInstanceOf(Unknown.class);
    ProcessId inside = proc.start(4711, 9, "model", 50);
    proc.numbers(4711, "4711\t1");
    assertThat(find()).isEqualTo(found(inside));
    proc.start(4812, 9, "another", 60);
    proc.numbers(4812, "4812\t1");
    write("1\n", 101);
    assertThat(find()).asString().contains("may mean any of 2 processes");
  }

  @Test
  void aMissingFileIsUnknown() {
    assertThat(find()).isInstanceOf(Unknown.class);
  }

  private Found found(ProcessId... processes) {
    return new Found("the process of %s (%s)".formatted(file, processes[0]), List.of(processes));
  }

  private void write(String text, long ticks) throws IOException {
    Files.writeString(file, text);
    Instant written = clock.instant().minusMillis((FakeProc.UPTIME - ticks) * 10);
    Files.setLastModifiedTime(file, FileTime.from(written));
  }

  private Lookup find() {
    return service.find();
  }
}
