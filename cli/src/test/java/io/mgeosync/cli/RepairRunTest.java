package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mgeosync.base.HostPort;
import io.mgeosync.disk.DirectoryLock;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify --repair}, with the lock free, and held by an agent or by somebody else. */
@Timeout(60)
final class RepairRunTest {
  private static final String INTACT = "{\"type\":\"Verified\",\"holds\":true}";
  private static final String CORRUPT =
      "{\"type\":\"Verified\",\"holds\":false,\"reason\":\"Corrupt\",\"message\":\"a is bad\"}";

  @TempDir Path state;
  private final FakeNode node = new FakeNode();
  private final Deque<String> statuses = new ArrayDeque<>();
  private final AtomicInteger scrubs = new AtomicInteger();
  private volatile int scrubStatus = 202;
  private HttpServer agent;

  private static final class StoreAway extends Refusal {
    StoreAway() {
      super(Kind.UNAVAILABLE, "no answer", "try again", null);
    }
  }

  @BeforeEach
  void startAgent() throws IOException {
    agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    agent.createContext("/status", exchange -> answer(exchange, 200, nextStatus()));
    agent.createContext(
        "/scrub",
        exchange -> {
          scrubs.incrementAndGet();
          answer(exchange, exchange.getRequestMethod().equals("POST") ? scrubStatus : 405, "{}");
        });
    agent.start();
    node.http = new HostPort("127.0.0.1", agent.getAddress().getPort());
  }

  @AfterEach
  void stopAgent() {
    agent.stop(0);
  }

  /** The last one is repeated. */
  private synchronized String nextStatus() {
    return statuses.size() > 1 ? statuses.removeFirst() : statuses.getFirst();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String status(String release, int verifiedAt, String verified, String cycle) {
    return """
    {"bundles":[{"bundle":"other"},{"bundle":"mgeo-base","active":{"release":"%s"},
    "verifiedAt":"2026-11-24T03:00:%02dZ","conditions":[%s],
    "lastCycle":{"outcome":"%s","sentence":"it was %s"}}]}
    """
        .formatted(release, verifiedAt, verified, cycle, cycle);
  }

  private CliRun repair(String... more) {
    String[] arguments = {"verify", "--repair", "--bundle", "mgeo-base"};
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return CliRun.of(node, Clock.systemUTC(), all.toArray(String[]::new));
  }

  /** As while a process works there. */
  private CliRun repairWhileLocked(String... more) {
    var layout = new NodeLayout(state, new BundleName("mgeo-base"));
    node.repairs =
        name -> {
          try (var _ = DirectoryLock.acquire(layout)) {
            throw new AssertionError("the lock was free");
          }
        };
    try (var _ = DirectoryLock.acquire(layout)) {
      return repair(more);
    }
  }

  private void ends(String outcome, String sentence, Optional<Refusal> problem) {
    node.repairs = name -> new Node.Cycle(outcome, sentence, problem);
  }

  @Test
  void intactAndRepairedAreZeroAndSaid() {
    assertThat(repair()).isEqualTo(new CliRun(0, "mgeo-base: mgeo-base is intact\n", ""));
    ends("repaired", "v1 repaired", Optional.empty());
    assertThat(repair()).isEqualTo(new CliRun(0, "mgeo-base: v1 repaired\n", ""));
    assertThat(scrubs).hasValue(0);
  }

  @Test
  void whatStaysDamagedIsWrongWhyeverAndARepairThatTheServiceDidNotHearOfIsNot() {
    ends("kept", "nothing is active: no answer; try again", Optional.of(new StoreAway()));
    CliRun run = repair();
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err())
        .isEqualTo("mgeo-sync: mgeo-base: nothing is active: no answer; try again\n");
    ends("repaired", "v1 repaired; but no answer; try again", Optional.of(new StoreAway()));
    assertThat(repair().exitCode()).isEqualTo(6);
  }

  @Test
  void jsonIsOneObject() {
    ends("repaired", "v1 repaired", Optional.empty());
    assertThat(repair("--json").out())
        .isEqualTo(
            "{\"ok\":true,\"repairs\":[{\"bundle\":\"mgeo-base\",\"outcome\":\"repaired\","
                + "\"sentence\":\"v1 repaired\"}]}\n");
  }

  @Test
  void theAgentThatHoldsTheLockVerifiesIt() {
    statuses.add(status("v1-a", 1, INTACT, "switched"));
    statuses.add(status("v1-a", 1, INTACT, "switched"));
    statuses.add("no JSON at all");
    statuses.add(status("v1-a", 2, INTACT, "switched"));
    CliRun run = repairWhileLocked();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo("mgeo-base: the agent verified every byte of v1-a: it is intact\n");
    assertThat(run.err())
        .isEqualTo(
            "mgeo-base: asking the running agent to verify and repair it; waiting up to 600 s\n");
    assertThat(scrubs).hasValue(1);
  }

  @Test
  void aRepairByTheAgentHasEndedOnceItsCycleHas() {
    statuses.add(status("v1-a", 1, INTACT, "switched"));
    statuses.add(status("v1-a", 1, CORRUPT, "switched"));
    statuses.add(status("v1-a~1", 2, INTACT, "switched"));
    statuses.add(status("v1-a~1", 2, INTACT, "repaired"));
    CliRun run = repairWhileLocked();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("mgeo-base: it was repaired\n");
  }

  @Test
  void whatTheAgentCannotRepairInTimeIsStillWrong() {
    statuses.add(status("v1-a", 1, INTACT, "switched"));
    statuses.add(status("v1-a", 1, CORRUPT, "kept"));
    CliRun run = repairWhileLocked("--wait", "1s");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("still damaged: a is bad").contains("mgeo-sync status");
  }

  @Test
  void aVerificationThatDoesNotEndInTimeIsNotKnown() {
    statuses.add(status("v1-a", 1, INTACT, "switched"));
    CliRun run = repairWhileLocked("--wait", "1s");
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err()).contains("has not verified it within 1 s").contains("--wait");
  }

  @Test
  void anAgentThatDoesNotTakeTheRequestIsNotWaitedFor() {
    statuses.add(status("v1-a", 1, INTACT, "switched"));
    scrubStatus = 404;
    CliRun run = repairWhileLocked();
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err()).contains("POST /scrub was answered with HTTP 404");
  }

  @Test
  void aLockOfSomebodyElseIsBusy() throws IOException {
    statuses.add("{\"bundles\":[{\"bundle\":\"other\"}]}");
    assertThat(repairWhileLocked().exitCode()).isEqualTo(8);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      node.http = new HostPort("127.0.0.1", free.getLocalPort());
    }
    CliRun run = repairWhileLocked();
    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(run.err()).contains("is in use by process");
    assertThat(scrubs).hasValue(0);
  }

  @Test
  void aDirectoryIsNotRepaired() {
    assertThat(CliRun.of(node, "verify", "d", "--repair").exitCode()).isEqualTo(2);
    assertThat(CliRun.of(node, "verify", "d", "--bundle", "mgeo-base").exitCode()).isEqualTo(2);
    assertThat(CliRun.of(node, "verify", "--repair", "--state", "/s").exitCode()).isEqualTo(2);
  }
}
