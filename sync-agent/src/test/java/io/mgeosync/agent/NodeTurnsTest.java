package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.channel.Pin;
import io.mgeosync.config.RolloutSettings;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.probe.node.Turn;
import io.mgeosync.probe.node.Turn.Stage;
import io.mgeosync.reconcile.NoTurnException;
import io.mgeosync.reconcile.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which node may leave service for a switch, and which has to wait. */
final class NodeTurnsTest {
  private static final Pin NEXT =
      new Pin(
          new BundleName("mgeo-base"),
          new BundleVersion("v2"),
          Digest.sha256Of("v2".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  private static final RolloutSettings ONE = new RolloutSettings(1, Duration.ofSeconds(30));

  private static final NodeTurns.Standing SERVES = standing(false, true);
  private static final NodeTurns.Standing DEAD_SERVICE = standing(false, false);
  private static final NodeTurns.Standing REFUSED = standing(true, true);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
  private List<Turn> peers = List.of();

  private static NodeTurns.Standing standing(boolean refused, boolean serves) {
    return new NodeTurns.Standing() {
      @Override
      public boolean refused() {
        return refused;
      }

      @Override
      public boolean serves() {
        return serves;
      }
    };
  }

  private NodeTurns turns(String node) {
    return new NodeTurns(node, ONE, () -> peers, virtual(), time -> now = now.plus(time));
  }

  private Clock virtual() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }

  private static Turn peer(String name, boolean ready, Stage stage) {
    return new Turn(name, ready, stage);
  }

  @Test
  void turn_peersServe_isTakenAndKeptUntilLoadBalancersHaveSeenTheNode() {
    peers = List.of(peer("gpu-b", true, Stage.IDLE), peer("gpu-c", true, Stage.IDLE));
    NodeTurns turns = turns("gpu-a");
    try (Turns.Held _ = turns.takeTurn(NEXT, SERVES)) {
      assertThat(turns.stage()).isEqualTo(Stage.TAKEN);
    }
    assertThat(turns.stage()).isEqualTo(Stage.TAKEN);
    now = now.plus(NodeTurns.SETTLE);
    assertThat(turns.stage()).isEqualTo(Stage.IDLE);
  }

  @ParameterizedTest
  @CsvSource({
    "false, IDLE, gpu-b is not ready",
    "true, TAKEN, gpu-b is switching or has just switched",
    "false, SILENT, gpu-b does not answer",
  })
  void turn_onlyPeerIsOut_isRefusedWithTheReason(boolean ready, Stage stage, String why) {
    peers = List.of(peer("gpu-b", ready, stage));
    NodeTurns turns = turns("gpu-a");
    Instant before = now;
    assertThatThrownBy(() -> turns.takeTurn(NEXT, SERVES))
        .isInstanceOf(NoTurnException.class)
        .hasMessageContaining("waits for this node's turn: " + why)
        .hasMessageContaining("rollout.max-unavailable (now 1)");
    assertThat(Duration.between(before, now)).isBetween(ONE.turnWait(), Duration.ofSeconds(31));
    assertThat(turns.stage()).isEqualTo(Stage.IDLE);
  }

  @Test
  void turn_oneOfTwoPeersIsDown_waits() {
    peers = List.of(peer("gpu-b", true, Stage.IDLE), Turn.silent("gpu-c:9640"));
    assertThatThrownBy(() -> turns("gpu-a").takeTurn(NEXT, SERVES))
        .hasMessageContaining("gpu-c:9640 does not answer");
  }

  @Test
  void turn_twoMayBeOut_isTakenBesideOneThatIsDown() {
    var turns =
        new NodeTurns(
            "gpu-a",
            new RolloutSettings(2, Duration.ofSeconds(30)),
            () -> List.of(peer("gpu-b", true, Stage.IDLE), Turn.silent("gpu-c")),
            virtual(),
            time -> now = now.plus(time));
    turns.takeTurn(NEXT, SERVES).close();
  }

  @Test
  void turn_nodeIsRefusedAnyway_isTakenAtOnce() {
    peers = List.of(Turn.silent("gpu-b"));
    Instant before = now;
    turns("gpu-a").takeTurn(NEXT, REFUSED).close();
    assertThat(now).isEqualTo(before);
  }

  @Test
  void turn_serviceIsDeadAllTheWhile_isTakenAfterTheWait() {
    peers = List.of(Turn.silent("gpu-b"));
    Instant before = now;
    turns("gpu-a").takeTurn(NEXT, DEAD_SERVICE).close();
    assertThat(Duration.between(before, now)).isGreaterThanOrEqualTo(ONE.turnWait());
  }

  @Test
  void turn_configurationNamesTheNodeItself_doesNotWaitForItself() {
    peers = List.of(peer("gpu-a", true, Stage.WANTED), peer("gpu-b", true, Stage.IDLE));
    turns("gpu-a").takeTurn(NEXT, SERVES).close();
  }

  @Test
  void turn_secondBundleOfTheNode_joins() {
    peers = List.of(peer("gpu-b", true, Stage.IDLE));
    NodeTurns turns = turns("gpu-a");
    try (Turns.Held _ = turns.takeTurn(NEXT, SERVES)) {
      peers = List.of(Turn.silent("gpu-b"));
      turns.takeTurn(NEXT, SERVES).close();
      assertThat(turns.stage()).isEqualTo(Stage.TAKEN);
    }
  }

  @Test
  void turn_bothAskAtOnce_laterNameWithdraws() {
    var seen = new ArrayList<Stage>();
    var turns = new NodeTurns[1];
    peers = List.of(peer("gpu-a", true, Stage.WANTED));
    turns[0] =
        new NodeTurns(
            "gpu-b",
            ONE,
            () -> peers,
            virtual(),
            time -> {
              seen.add(turns[0].stage());
              now = now.plus(time);
              peers = List.of(peer("gpu-a", true, Stage.IDLE));
            });
    turns[0].takeTurn(NEXT, SERVES).close();
    assertThat(seen).containsExactly(Stage.IDLE);
  }

  /** Many nodes on real threads, all told to switch at once, again and again. */
  @ParameterizedTest
  @CsvSource({"2, 1", "3, 1", "5, 2"})
  void turn_allNodesAtOnce_neverMoreThanAllowedAreOut(int nodes, int max) throws Exception {
    try (var group = new Group(nodes, max)) {
      group.switchAll(8);
      assertThat(group.mostOut.get()).isBetween(1, max);
    }
  }

  /** Nodes that read one another as over a network with random delays. */
  private final class Group implements AutoCloseable {
    private final Map<String, NodeTurns> nodes = new ConcurrentHashMap<>();
    private final AtomicInteger out = new AtomicInteger();
    private final AtomicInteger mostOut = new AtomicInteger();
    private final Map<String, Boolean> ready = new ConcurrentHashMap<>();
    private final java.util.concurrent.ExecutorService threads = Executors.newCachedThreadPool();
    private final Instant started = clock.instant();

    Group(int size, int max) {
      var settings = new RolloutSettings(max, Duration.ofDays(1));
      for (int i = 0; i < size; i++) {
        String name = "gpu-" + i;
        ready.put(name, true);
        nodes.put(name, new NodeTurns(name, settings, this::read, fast(), Group::rest));
      }
    }

    /** A second passes in a millisecond. */
    private Clock fast() {
      InstantSource source =
          () -> started.plus(Duration.between(started, clock.instant()).multipliedBy(1000));
      return source.withZone(ZoneOffset.UTC);
    }

    private static void rest(Duration time) throws InterruptedException {
      Thread.sleep(1 + time.toMillis() / 200);
    }

    private List<Turn> read() throws InterruptedException {
      var answers = new ArrayList<Turn>();
      for (var node : nodes.entrySet()) {
        Thread.sleep(new Random().nextInt(2));
        answers.add(
            new Turn(
                node.getKey(), ready.getOrDefault(node.getKey(), false), node.getValue().stage()));
      }
      return answers;
    }

    void switchAll(int times) throws Exception {
      var done = new ArrayList<Future<?>>();
      for (String name : nodes.keySet()) {
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < times; i++) {
                    switchOnce(name);
                  }
                  return null;
                }));
      }
      for (Future<?> one : done) {
        one.get(60, TimeUnit.SECONDS);
      }
    }

    private void switchOnce(String name) throws InterruptedException {
      try (Turns.Held _ = Objects.requireNonNull(nodes.get(name)).takeTurn(NEXT, SERVES)) {
        ready.put(name, false);
        mostOut.accumulateAndGet(out.incrementAndGet(), Math::max);
        Thread.sleep(2);
        out.decrementAndGet();
        ready.put(name, true);
      }
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
