package io.mgeosync.probe.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.process.ServiceProcess.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A launcher 30, the service 40 that it started, both in one container; a batch job beside. */
final class ServiceMembershipTest {
  private static final String OURS = "0::/system.slice/docker-1234.scope";

  @TempDir Path folder;
  private FakeProc proc;
  private ServiceMembership kin;

  @BeforeEach
  void serve() throws IOException {
    proc = new FakeProc(folder);
    proc.start(1, 0, "systemd", 1);
    proc.group(1, "0::/init.scope");
    proc.start(20, 1, "containerd-shim", 50);
    proc.group(20, "0::/system.slice/containerd.service");
    proc.start(30, 20, "torchrun", 100);
    proc.group(30, OURS);
    ProcessId service = proc.start(40, 30, "python", 200);
    proc.group(40, OURS);
    proc.start(90, 1, "batch", 300);
    proc.group(90, "0::/user.slice/session-3.scope");
    kin = new ServiceMembership(proc.tree(), new Found("the service", List.of(service)));
  }

  @Test
  void theServiceAndWhatItStartedSinceBelongToIt() throws IOException {
    proc.start(41, 40, "worker", 400);
    proc.start(42, 41, "worker", 500);
    assertThat(kin.includes(40)).isTrue();
    assertThat(kin.includes(42)).isTrue();
    assertThat(kin.find(42)).contains(new ProcessId(42, 500));
  }

  @Test
  void whatStartedItBelongsToItWithinTheContainerOnly() {
    assertThat(kin.includes(30)).isTrue();
    assertThat(kin.includes(20)).isFalse();
    assertThat(kin.includes(1)).isFalse();
  }

  @Test
  void aNeighbourDoesNotNorDoesOneThatIsGone() {
    assertThat(kin.includes(90)).isFalse();
    assertThat(kin.includes(4711)).isFalse();
    assertThat(kin.find(90)).isEmpty();
  }
}
