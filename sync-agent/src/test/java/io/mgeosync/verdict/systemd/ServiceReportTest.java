package io.mgeosync.verdict.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.disk.linux.DatagramReceiver;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.verdict.NodeVerdict;
import io.mgeosync.verdict.Verdicts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The messages as a real socket receives them. */
@Timeout(60)
final class ServiceReportTest {
  private static final long PID = 4711;

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private final AtomicBoolean looking = new AtomicBoolean(true);
  private DatagramReceiver systemd;

  @BeforeEach
  void bind() {
    systemd = new DatagramReceiver(folder.resolve("notify").toString());
  }

  @AfterEach
  void close() {
    systemd.close();
  }

  private ServiceReport report(Map<String, String> more) {
    var environment = new java.util.HashMap<>(more);
    environment.put("NOTIFY_SOCKET", folder.resolve("notify").toString());
    ServiceManager manager = ServiceManager.of(environment, PID).orElseThrow();
    return new ServiceReport(manager, looking::get, clock);
  }

  private static void follow(ServiceReport report, NodeVerdict verdict) {
    report.followVerdict(Optional.of(verdict));
  }

  /** What has arrived: a message to a socket of the same machine is there once it was sent. */
  private List<String> messages() {
    var messages = new ArrayList<String>();
    for (var one = systemd.next(0); one.isPresent(); one = systemd.next(0)) {
      messages.add(one.get());
    }
    return messages;
  }

  @Test
  void anAgentIsReadyOnceAndSaysEachChange() {
    ServiceReport report = report(Map.of());
    report.followVerdict(Optional.empty());
    assertThat(messages()).isEmpty();
    follow(report, Verdicts.refusing("mgeo-base: Served: v1\nREADY=0"));
    assertThat(messages())
        .containsExactly("READY=1\n", "STATUS=not ready: mgeo-base: Served: v1 READY=0\n");
    follow(report, Verdicts.refusing("mgeo-base: Served: v1\nREADY=0"));
    assertThat(messages()).isEmpty();
    follow(report, Verdicts.ready());
    assertThat(messages()).containsExactly("STATUS=ready: mgeo-base v1.2.0\n");
    follow(report, Verdicts.draining(Verdicts.ready()));
    assertThat(messages()).singleElement().asString().startsWith("STATUS=not ready: draining: ");
    report.close();
    assertThat(messages()).containsExactly("STOPPING=1\n");
  }

  @Test
  void theWatchdogIsFedTwiceInItsTime() {
    ServiceReport report = report(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "" + PID));
    follow(report, Verdicts.ready());
    assertThat(messages()).contains("WATCHDOG=1\n");
    clock.advance(Duration.ofMillis(14_999));
    follow(report, Verdicts.ready());
    assertThat(messages()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    follow(report, Verdicts.refusing("mgeo-base: Served: no"));
    assertThat(messages()).as("a refusal is no fault of the agent").contains("WATCHDOG=1\n");
  }

  @Test
  void aStuckWatcherIsNotCoveredUp() {
    ServiceReport report = report(Map.of("WATCHDOG_USEC", "30000000"));
    looking.set(false);
    follow(report, Verdicts.ready());
    clock.advance(Duration.ofMinutes(1));
    follow(report, Verdicts.ready());
    report.followVerdict(Optional.empty());
    assertThat(messages()).doesNotContain("WATCHDOG=1\n");
    looking.set(true);
    report.followVerdict(Optional.empty());
    assertThat(messages()).as("a verdict that cannot be read").isEmpty();
    follow(report, Verdicts.ready());
    assertThat(messages()).containsExactly("WATCHDOG=1\n");
  }

  @Test
  void aWatchdogOfAnotherProcessOrOfNoTimeIsNone() {
    for (Map<String, String> environment :
        List.of(
            Map.<String, String>of(),
            Map.of("WATCHDOG_USEC", "0"),
            Map.of("WATCHDOG_USEC", "soon"),
            Map.of("WATCHDOG_USEC", "-5"),
            Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "1"))) {
      follow(report(environment), Verdicts.ready());
      assertThat(messages()).as(environment.toString()).doesNotContain("WATCHDOG=1\n");
    }
  }

  @Test
  void withoutAServiceManagerNobodyIsTold() {
    assertThat(ServiceManager.of(Map.of(), PID)).isEmpty();
    assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", "nowhere"), PID)).isEmpty();
  }
}
