package io.mgeosync.probe.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mgeosync.gate.SettableClock;
import io.mgeosync.probe.process.ServiceProcess.Found;
import io.mgeosync.probe.process.ServiceProcess.Lookup;
import io.mgeosync.probe.process.ServiceProcess.Unknown;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PortOwnerTest {
  private static final String LOOPBACK = "0100007F";
  private static final String EVERY_ADDRESS = "00000000";

  @TempDir Path folder;
  private FakeProc proc;
  private final SettableClock clock = new SettableClock();
  private ServiceProcess service;

  @BeforeEach
  void prepare() throws IOException {
    proc = new FakeProc(folder);
    service = owner("http://127.0.0.1:5000/");
  }

  private ServiceProcess owner(String url) {
    return ServiceFinder.by(
        new ServiceProcess.Mark(URI.create(url), null, null), proc.tree(), clock);
  }

  @Test
  void theHoldersOfTheSocketAndAllThatTheyStartedAreTheService() throws IOException {
    proc.socket(LOOPBACK, 5000, "0A", 77);
    ProcessId master = proc.start(10, 1, "gunicorn", 100);
    proc.open(10, 3, "socket:[77]");
    ProcessId runner = proc.start(12, 11, "model (v1) S", 300);
    ProcessId worker = proc.start(11, 10, "python3", 200);
    proc.start(13, 1, "other", 400);
    proc.open(13, 0, "socket:[78]");
    assertThat(found()).containsExactly(master, worker, runner);
  }

  @Test
  void aSocketOfExactlyThisAddressIsMeantBeforeOneOfEveryAddress() throws IOException {
    proc.socket(EVERY_ADDRESS, 5000, "0A", 77);
    proc.socket(LOOPBACK, 5000, "0A", 78);
    proc.start(10, 1, "proxy", 100);
    proc.open(10, 3, "socket:[77]");
    ProcessId exact = proc.start(11, 1, "model", 100);
    proc.open(11, 3, "socket:[78]");
    assertThat(found()).containsExactly(exact);
  }

  @Test
  void theHoldersOfAUnixSocketAreTheService() throws IOException {
    service = owner("http+unix://%2Frun%2Fa%20model.sock/predict");
    proc.unix("/run/a model.sock", "00000000", 76);
    assertThat(why()).isEqualTo("nothing listens at /run/a model.sock; start the service");
    proc.unix("/run/a model.sock", "00010000", 77);
    ProcessId master = proc.start(10, 1, "gunicorn", 100);
    proc.open(10, 3, "socket:[77]");
    ProcessId worker = proc.start(11, 10, "python3", 200);
    proc.open(11, 3, "socket:[77]");
    proc.start(12, 1, "a client", 200);
    proc.open(12, 3, "socket:[76]");
    assertThat(found()).containsExactlyInAnyOrder(master, worker);
  }

  @Test
  void aConnectionFromThatPortIsNoService() throws IOException {
    proc.socket(LOOPBACK, 5000, "01", 77);
    proc.start(10, 1, "curl", 100);
    proc.open(10, 3, "socket:[77]");
    assertThat(why()).isEqualTo("nothing listens at port 5000; start the service");
  }

  @ParameterizedTest
  @ValueSource(strings = {"systemd", "docker-proxy"})
  void whoOnlyKeepsThePortIsNotTakenForTheService(String name) throws IOException {
    proc.socket(EVERY_ADDRESS, 5000, "0A", 77);
    proc.start(9, 1, name, 100);
    proc.open(9, 3, "socket:[77]");
    proc.start(10, 9, "unrelated", 200);
    assertThat(why()).startsWith(name + " keeps port 5000").contains("service.container");
    ProcessId activated = proc.start(11, 9, "model", 300);
    proc.open(11, 3, "socket:[77]");
    assertThat(found()).containsExactly(activated);
  }

  @Test
  void anotherUsersProcessIsUnknownAndTheRemedyNamed() throws IOException {
    proc.socket(LOOPBACK, 5000, "0A", 77);
    proc.start(10, 1, "model", 100);
    proc.open(10, 3, "socket:[77]");
    proc.hide(10);
    assertThat(why()).contains("uid 1001").contains("CAP_SYS_PTRACE");
  }

  @Test
  void aPortOfAnotherPidNamespaceIsUnknown() throws IOException {
    proc.socket(LOOPBACK, 5000, "0A", 77);
    assertThat(why()).contains("PID namespace");
  }

  @Test
  void aRestartIsSeenAtOnceThoughTheNumberIsTheSame() throws IOException {
    proc.socket(LOOPBACK, 5000, "0A", 77);
    ProcessId before = proc.start(10, 1, "model", 100);
    proc.open(10, 3, "socket:[77]");
    assertThat(found()).containsExactly(before);
    ProcessId after = proc.start(10, 1, "model", 900);
    assertThat(found()).containsExactly(after);
    proc.end(10);
    assertThat(service.find()).isInstanceOf(Unknown.class);
  }

  @Test
  void aFurtherWorkerIsSeenWithinAMinute() throws IOException {
    proc.socket(LOOPBACK, 5000, "0A", 77);
    ProcessId master = proc.start(10, 1, "model", 100);
    proc.open(10, 3, "socket:[77]");
    assertThat(found()).containsExactly(master);
    ProcessId worker = proc.start(11, 10, "model", 500);
    assertThat(found()).containsExactly(master);
    clock.advance(Duration.ofMinutes(1));
    assertThat(found()).containsExactlyInAnyOrder(master, worker);
  }

  @Test
  void anotherMachineIsSaidToBeOne() {
    service = owner("http://192.0.2.1:5000/");
    assertThat(why()).startsWith("192.0.2.1 is another machine");
  }

  private List<ProcessId> found() {
    Lookup lookup = service.find();
    assertThat(lookup).isInstanceOf(Found.class);
    return ((Found) lookup).processes();
  }

  private String why() {
    return assertThat(service.find()).asInstanceOf(type(Unknown.class)).actual().why();
  }
}
