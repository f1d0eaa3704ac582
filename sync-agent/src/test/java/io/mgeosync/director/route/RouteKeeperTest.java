package io.mgeosync.director.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.base.NodeName;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.config.DirectorConfig;
import io.mgeosync.manifest.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RouteKeeperTest {
  private static final NodeName A = new NodeName("a");
  private static final NodeName B = new NodeName("b");
  private static final PollResult READY = new PollResult.Ready(NodeInfo.NOTHING, "");
  private static final PollResult REFUSED = new PollResult.Refused(NodeInfo.NOTHING, "wrong");

  @TempDir Path folder;

  private final BlockingQueue<String> switches = new LinkedBlockingQueue<>();

  private final RouteListener listener =
      new RouteListener() {
        @Override
        public void polled(NodeName node, Duration took) {}

        @Override
        public void switched(Route from, Route to, String reason) {
          switches.add("%s>%s %s".formatted(from.to(), to.to(), reason));
        }

        @Override
        public void followed(String actuator, Duration took) {}
      };

  /** A load balancer that keeps what it was told, unless it is broken. */
  private static class Balancer implements Actuator {
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    volatile boolean broken;

    @Override
    public String name() {
      return "balancer";
    }

    @Override
    public void apply(Route route) {
      if (broken) {
        throw NotNowException.lastReady(A);
      }
      told.add(route.to());
    }

    @Override
    public void close() {}

    void awaitTold(String wanted) throws InterruptedException {
      while (!told.take().equals(wanted)) {
        Thread.onSpinWait();
      }
    }
  }

  private RouteKeeper keeper(Actuator... actuators) {
    var keeper = new RouteKeeper(config(), Clock.systemUTC(), listener);
    List.of(actuators).forEach(keeper::addActuator);
    return keeper;
  }

  private DirectorConfig config() {
    return ConfigLoader.parseDirector(
        "director.yaml",
        """
        state: %s
        nodes:
          - {name: a, agent: "http://127.0.0.1:1", role: primary}
          - {name: b, agent: "http://127.0.0.1:2", role: backup}
        """
            .formatted(folder.resolve("state")));
  }

  private static void see(RouteKeeper keeper, NodeName node, PollResult sighting) {
    keeper.seen(node, sighting, Duration.ofMillis(1));
  }

  private static void bothReady(RouteKeeper keeper) {
    see(keeper, A, READY);
    see(keeper, B, READY);
  }

  @Test
  void aLoadBalancerThatHangsDelaysNobody() throws Exception {
    var release = new CountDownLatch(1);
    var hung =
        new Balancer() {
          @Override
          public void apply(Route route) {
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    var well = new Balancer();
    try (RouteKeeper keeper = keeper(hung, well)) {
      bothReady(keeper);
      see(keeper, A, REFUSED);
      well.awaitTold("b");
      assertThat(keeper.snapshot().route().to()).isEqualTo("b");
      assertThat(switches.take()).isEqualTo("a>b refused");
      while (keeper.followed().getFirst().message().startsWith("not applied")) {
        Thread.sleep(20);
      }
      assertThat(keeper.followed().getFirst())
          .satisfies(
              followed -> {
                assertThat(followed.ok()).isFalse();
                assertThat(followed.message()).startsWith("it has not answered for ");
              });
      release.countDown();
    }
  }

  @Test
  void whatALoadBalancerRefusedIsTriedAgainAndTold() throws Exception {
    var balancer = new Balancer();
    try (RouteKeeper keeper = keeper(balancer)) {
      bothReady(keeper);
      awaitFollows(keeper, true);
      balancer.broken = true;
      see(keeper, A, REFUSED);
      awaitFollows(keeper, false);
      assertThat(keeper.followed().getFirst().message()).startsWith("no node but a is ready; ");
      balancer.broken = false;
      balancer.awaitTold("b");
    }
  }

  private static void awaitFollows(RouteKeeper keeper, boolean wanted) throws Exception {
    while (keeper.followed().getFirst().ok() != wanted) {
      Thread.sleep(5);
    }
  }

  @Test
  void aLoadBalancerThatWasRestartedIsToldAgainWithoutAChange() throws Exception {
    var balancer = new Balancer();
    try (RouteKeeper _ = keeper(balancer)) {
      balancer.awaitTold("a");
      balancer.awaitTold("a");
    }
  }

  @Test
  void aSwitchoverThatTheDiskDoesNotTakeIsDoneAndSaidSo() throws Exception {
    Files.writeString(folder.resolve("state"), "a file where the folder should be");
    try (RouteKeeper keeper = keeper()) {
      bothReady(keeper);
      assertThatThrownBy(() -> keeper.switchover(B))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith("b is the primary now, but this cannot be remembered: ")
          .hasMessageEndingWith(", then switch over again");
      assertThat(keeper.snapshot().route().to()).isEqualTo("b");
    }
  }

  @Test
  void aRememberedNameThatIsNoneIsNotBelieved() throws Exception {
    Files.createDirectory(folder.resolve("state"));
    Files.writeString(folder.resolve("state/primary"), "\n; rm -rf /\n");
    try (RouteKeeper keeper = keeper()) {
      assertThat(keeper.snapshot().route().to()).isEqualTo("a");
    }
  }
}
