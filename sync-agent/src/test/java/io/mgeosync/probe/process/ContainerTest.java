package io.mgeosync.probe.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import io.mgeosync.probe.process.ServiceProcess.Found;
import io.mgeosync.probe.process.ServiceProcess.Unknown;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContainerTest {
  private static final String ID = "0123456789ab";
  private static final String WHOLE = ID + "cdefcdefcdefcdefcdefcdefcdefcdefcdefcdefcdefcdefcdef";

  @TempDir Path folder;
  private FakeProc proc;
  private ServiceProcess service;

  @BeforeEach
  void prepare() throws IOException {
    proc = new FakeProc(folder);
    var mark = new ServiceProcess.Mark(URI.create("http://127.0.0.1:5000/"), null, ID);
    service = ServiceFinder.by(mark, proc.tree(), new SettableClock());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0::/system.slice/docker-" + WHOLE + ".scope",
        "12:pids:/docker/" + WHOLE,
        "0::/kubepods.slice/kubepods-pod7.slice/cri-containerd-" + WHOLE + ".scope/init"
      })
  void itsProcessesAreThoseOfItsControlGroups(String group) throws IOException {
    ProcessId inside = proc.start(10, 1, "model", 100);
    proc.group(10, group);
    proc.start(11, 1, "other", 100);
    proc.group(11, "0::/system.slice/ssh.service");
    assertThat(service.find())
        .isEqualTo(new Found("container " + ID + " (process 10)", List.of(inside)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0::/docker/f" + WHOLE, "0::/user-" + ID + "x.slice", "0::/"})
  void aNameThatOnlyLooksAlikeIsAnotherGroup(String group) throws IOException {
    proc.start(10, 1, "model", 100);
    proc.group(10, group);
    assertThat(service.find()).isInstanceOf(Unknown.class);
  }

  @Test
  void anotherContainerAfterARestartIsUnknownNotTheOldOne() throws IOException {
    proc.start(10, 1, "model", 100);
    proc.group(10, "0::/docker/" + WHOLE);
    assertThat(service.find()).isInstanceOf(Found.class);
    proc.end(10);
    assertThat(service.find()).isInstanceOf(Unknown.class);
  }
}
