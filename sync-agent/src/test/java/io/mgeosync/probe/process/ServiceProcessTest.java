package io.mgeosync.probe.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.process.ServiceProcess.Found;
import io.mgeosync.probe.process.ServiceProcess.Result;
import io.mgeosync.probe.process.ServiceProcess.Unknown;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServiceProcessTest {
  private static final Proc REAL = new Proc(Path.of("/proc"));
  private static final String ID = "0123456789ab";

  @TempDir Path folder;
  private FakeProc fake;

  @BeforeEach
  void make() throws IOException {
    fake = new FakeProc(Files.createDirectory(folder.resolve("proc")));
    fake.listening(5000, 77);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "0.0.0.0", "::1"})
  void theRealOwnerOfARealPortIsThisProcess(String address) throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      Result result = new PortOwner(REAL, socket.getLocalPort()).find();
      assertThat(result).isInstanceOf(Found.class);
      assertThat(((Found) result).pids()).contains(ProcessHandle.current().pid());
    }
  }

  @Test
  void aRealPortThatWasClosedHasNoOwner() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertUnknown(new PortOwner(REAL, port).find(), "nothing in this network namespace");
  }

  @Test
  void realDescendantsAreTheServiceToo() throws IOException {
    Process child = new ProcessBuilder("/bin/sleep", "60").start();
    try {
      assertThat(REAL.withDescendants(java.util.Set.of(ProcessHandle.current().pid())))
          .contains(child.pid());
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void everyHolderOfTheSocketAndItsWorkersAreFoundButNotInit() throws IOException {
    fake.process(1, 0, "systemd").holds(1, "socket:[77]");
    fake.process(10, 1, "gunicorn").holds(10, "/dev/null").holds(10, "socket:[77]");
    fake.process(11, 10, "gunicorn").holds(11, "socket:[77]");
    fake.process(12, 11, "python");
    fake.process(13, 1, "other").holds(13, "socket:[777]");
    Result result = new PortOwner(fake.proc(), 5000).find();
    assertThat(result).isInstanceOf(Found.class);
    assertThat(((Found) result).pids()).containsExactlyInAnyOrder(10L, 11L, 12L);
    assertThat(((Found) result).described()).isEqualTo("the owner of port 5000 (pid 10, 11)");
  }

  @Test
  void dockersRelayIsNotTheService() throws IOException {
    fake.process(20, 1, "docker-proxy").holds(20, "socket:[77]");
    assertUnknown(new PortOwner(fake.proc(), 5000).find(), "Docker's relay");
  }

  @Test
  void aProcessWhoseFilesMayNotBeSeenIsSaidNotGuessed() throws IOException {
    fake.process(10, 1, "python");
    Files.delete(folder.resolve("proc/10/fd"));
    assertUnknown(new PortOwner(fake.proc(), 5000).find(), "CAP_SYS_PTRACE");
  }

  @Test
  void aPidFileIsReadInTheNamespaceOfItsWriter() throws IOException {
    fake.process(1, 0, "systemd");
    fake.process(4711, 1, "python", 7);
    fake.process(4712, 1, "other", 8);
    assertThat(pidFile("7\n")).isInstanceOf(Found.class);
    assertThat(((Found) pidFile("7\n")).pids()).containsExactly(4711L);
    assertUnknown(pidFile("4711"), "no process has the PID 4711");
    fake.process(7, 1, "on the host");
    assertUnknown(pidFile("7"), "2 processes have the PID 7");
    assertUnknown(pidFile("starting…"), "holds no PID");
    assertUnknown(new PidFile(fake.proc(), folder.resolve("none")).find(), "holds no PID");
  }

  private Result pidFile(String text) throws IOException {
    return new PidFile(fake.proc(), Files.writeString(folder.resolve("pid"), text)).find();
  }

  @ParameterizedTest
  @CsvSource({
    "0::/system.slice/docker-0123456789abcdef.scope, true",
    "12:pids:/docker/0123456789ab, true",
    "0::/kubepods.slice/cri-containerd-0123456789abff.scope, true",
    "0::/kubepods/besteffort/pod1/0123456789abcd/inner, true",
    "0::/system.slice/docker-aa0123456789ab.scope, false",
    "0::/system.slice/mgeo.service, false"
  })
  void aContainerIsTheProcessesOfItsControlGroup(String line, boolean member) throws IOException {
    fake.process(30, 1, "python").controlGroup(30, line);
    Result result = new ContainerProcess(fake.proc(), ID).find();
    assertThat(result instanceof Found).isEqualTo(member);
  }

  private static void assertUnknown(Result result, String why) {
    assertThat(result).isInstanceOf(Unknown.class);
    assertThat(((Unknown) result).why()).contains(why).doesNotContain("\n");
  }
}
