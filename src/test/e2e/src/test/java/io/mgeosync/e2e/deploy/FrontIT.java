package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.deploy.FakeNode.Mode;
import io.mgeosync.e2e.deploy.Posts.Outcome;
import io.mgeosync.e2e.deploy.TinyHttp.Reply;
import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** deploy/nginx/front.conf in a real nginx, with a director on its Unix socket. */
@Needs("nginx")
class FrontIT {
  private static final int SOME = 60;

  private Path scratch;
  private FakeNode a;
  private FakeNode b;
  private FakeDirector director;
  private Nginx nginx;
  private Posts clients;

  @BeforeEach
  void start() throws IOException {
    scratch = Scratch.create();
    a = new FakeNode("gpu-a");
    b = new FakeNode("gpu-b");
    director = new FakeDirector(scratch.resolve("director.sock"));
    director.route(a, b);
    int port = Ports.free();
    String front =
        Shipped.read("nginx/front.conf")
            .nodes(a, b)
            .set("listen 5000", "listen 127.0.0.1:" + port)
            .set("_timeout 100ms", "_timeout 2s") // A busy machine is no reason here.
            .set("_timeout 200ms", "_timeout 2s")
            .set("/run/mgeo-sync/", scratch + "/")
            .set("/run/nginx-mgeo-route", scratch + "/route")
            .set("/var/log/nginx/", scratch + "/")
            .text();
    nginx = Nginx.start(scratch.resolve("nginx"), front, port);
    clients = new Posts(port);
  }

  @AfterEach
  void stop() throws IOException {
    clients.close();
    nginx.close();
    director.close();
    a.close();
    b.close();
    Scratch.delete(scratch);
  }

  private static Outcome from(FakeNode node) {
    return new Outcome(200, node.name());
  }

  @Test
  void theNextRequestFollowsTheRouteAndARefusedNodeGetsNone() {
    assertThat(clients.send(SOME)).containsOnly(from(a));
    director.route(b, b);
    int before = a.asked();
    assertThat(clients.send(SOME)).containsOnly(from(b));
    assertThat(a.asked()).isEqualTo(before);
  }

  @Test
  void onlyADrillIsToldWhichNodeAnsweredTheSecondTryIncluded() {
    assertThat(clients.node(true)).contains("gpu-a");
    assertThat(clients.node(false)).isEmpty();
    a.become(Mode.ERROR);
    assertThat(clients.node(true)).contains("gpu-b");
  }

  @Test
  void switchingToAndFroCutsNoRequest() {
    List<Outcome> outcomes =
        clients.during(
            400,
            () -> {
              for (int i = 0; i < 50; i++) {
                director.route(i % 2 == 0 ? b : a, i % 2 == 0 ? b : a);
                clients.send(5);
              }
            });
    assertThat(outcomes).hasSizeGreaterThanOrEqualTo(400).containsOnly(from(a), from(b));
    assertThat(a.asked()).isPositive();
    assertThat(b.asked()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR", "UNAVAILABLE", "HUNG"})
  void aFaultThatNobodyHasSeenYetCostsNoRequest(Mode fault) {
    a.become(fault);
    assertThat(clients.send(SOME)).containsOnly(from(b));
    assertThat(a.asked()).as("nothing is ejected by its failures").isEqualTo(SOME);
  }

  @Test
  void aNodeIsKilledAmidRequestsAndComesBackAndNoneIsLost() {
    List<Outcome> outcomes =
        clients.during(
            200,
            () -> {
              clients.send(20);
              unchecked(a::kill);
              assertThat(clients.send(20)).containsOnly(from(b));
              unchecked(a::restart);
              assertThat(clients.send(20)).containsOnly(from(a));
            });
    assertThat(outcomes).noneMatch(Outcome::failed);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void unchecked(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatNoNodeCanAnswerFailsAloneAndIsTriedOnTwoNodes() {
    List<Outcome> good =
        clients.during(
            200,
            () ->
                assertThat(clients.send(10, FakeNode.BAD))
                    .as("the last node's own answer")
                    .containsOnly(new Outcome(500, "gpu-b")));
    assertThat(good).containsOnly(from(a));
    assertThat(b.asked()).isEqualTo(10);
  }

  @Test
  void theServicesOwn403IsAnAnswerLikeAnyOther() {
    a.become(Mode.FORBIDDEN);
    assertThat(clients.one()).isEqualTo(new Outcome(403, "gpu-a"));
  }

  @Test
  void whenNoNodeMayHaveRequestsNoneGetsAnyAndTheClientIsTold() {
    director.routeNowhere();
    assertThat(clients.send(10))
        .allSatisfy(outcome -> assertThat(outcome.status()).isEqualTo(503))
        .allSatisfy(outcome -> assertThat(outcome.body()).contains("no node can answer"));
    assertThat(a.asked() + b.asked()).isZero();
    director.route(b, a);
    assertThat(clients.one()).isEqualTo(from(b));
  }

  @Test
  void aDirectorThatIsKilledOrHungCostsNoRequestAndItsLastWordStands() throws IOException {
    director.route(b, b);
    assertThat(clients.send(SOME)).containsOnly(from(b));
    director.hang(true);
    assertThat(clients.send(SOME)).containsOnly(from(b));
    director.hang(false);
    director.kill();
    assertThat(clients.send(SOME)).containsOnly(from(b));
    assertThat(a.asked()).isZero();
    director.restart();
    director.route(a, b);
    assertThat(clients.during(1, this::awaitA)).noneMatch(Outcome::failed);
  }

  private void awaitA() {
    Await.until(
        "the director is asked again", Duration.ofSeconds(10), () -> clients.one().equals(from(a)));
  }

  @Test
  void withoutAnyWordOfADirectorTheNodesAreTriedInTurn() throws IOException {
    director.kill();
    assertThat(clients.send(SOME)).containsOnly(from(a));
    a.become(Mode.ERROR);
    assertThat(clients.send(SOME)).containsOnly(from(b));
    assertThat(clients.send(2, FakeNode.BAD)).containsOnly(new Outcome(500, "gpu-b"));
    a.kill();
    assertThat(clients.send(SOME)).containsOnly(from(b));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 404, 500, 503})
  void aDirectorThatAnswersNonsenseCostsNoRequest(int status) {
    director.answer(new Reply(status, Map.of("Content-Type", "text/html"), "<p>hello"));
    assertThat(clients.send(5)).noneMatch(Outcome::failed);
  }

  @Test
  void aNodeThatNginxDoesNotKnowIsPassedOver() throws IOException {
    try (var stranger = new FakeNode("gpu-z")) {
      director.route(stranger, b);
      assertThat(clients.send(5)).containsOnly(from(b));
    }
  }

  @Test
  void thatNoNodeMayServeOutlivesTheDirectorThatSaidSo() throws IOException {
    director.route(b, b);
    assertThat(clients.one()).isEqualTo(from(b));
    director.routeNowhere();
    assertThat(clients.send(5)).allMatch(Outcome::failed);
    director.kill();
    int before = a.asked() + b.asked();
    assertThat(clients.send(SOME)).allMatch(Outcome::failed);
    assertThat(a.asked() + b.asked()).isEqualTo(before);
  }
}
