package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.base.NodeName;
import io.mgeosync.config.HaproxySettings;
import io.mgeosync.director.haproxy.HaproxyRuntime;
import io.mgeosync.director.route.Route;
import io.mgeosync.director.route.TrafficShare;
import io.mgeosync.e2e.deploy.FakeNode.Mode;
import io.mgeosync.e2e.deploy.Posts.Outcome;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** deploy/haproxy/director.cfg in a real HAProxy, and the director's hand on its socket. */
@Needs("haproxy")
class HaproxyIT {
  private static final int SOME = 60;
  private static final NodeName A = new NodeName("gpu-a");
  private static final NodeName B = new NodeName("gpu-b");

  private Path scratch;
  private FakeNode a;
  private FakeNode b;
  private Haproxy haproxy;
  private HaproxyRuntime director;
  private Posts clients;
  private int metrics;

  @BeforeEach
  void start() throws IOException {
    scratch = Scratch.create();
    a = new FakeNode("gpu-a");
    b = new FakeNode("gpu-b");
    Path socket = scratch.resolve("admin.sock");
    int port = Ports.free();
    metrics = Ports.free();
    Shipped configuration =
        Shipped.read("haproxy/director.cfg")
            .nodes(a, b)
            .set("bind :5000", "bind 127.0.0.1:" + port)
            .set("bind 127.0.0.1:8404", "bind 127.0.0.1:" + metrics)
            .set("/run/haproxy/admin.sock", socket.toString())
            .set("/etc/haproxy/mgeo.map", scratch.resolve("mgeo.map").toString())
            .set("    user haproxy\n    group haproxy\n", "")
            .set(" group haproxy mode", " mode");
    Files.copy(Shipped.path("haproxy/mgeo.map"), scratch.resolve("mgeo.map"));
    Path file = Files.writeString(scratch.resolve("haproxy.cfg"), configuration.text());
    haproxy =
        new Haproxy(
            file,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            UnixDomainSocketAddress.of(socket));
    director = new HaproxyRuntime(new HaproxySettings(socket, "mgeo"));
    clients = new Posts(port);
  }

  @AfterEach
  void stop() throws IOException {
    clients.close();
    director.close();
    haproxy.close();
    a.close();
    b.close();
    Scratch.delete(scratch);
  }

  private static Route route(NodeName first, NodeName... spares) {
    return new Route(1, List.of(new TrafficShare(first, 100)), List.of(spares), "as the test says");
  }

  private static Outcome from(FakeNode node) {
    return new Outcome(200, node.name());
  }

  @Test
  void onlyADrillIsToldWhichNodeAnsweredTheSecondTryIncluded() {
    director.apply(route(A, B));
    assertThat(clients.node(true)).contains("gpu-a");
    assertThat(clients.node(false)).isEmpty();
    a.become(Mode.ERROR);
    assertThat(clients.node(true)).contains("gpu-b");
  }

  @Test
  void withoutADirectorTheFirstServerServesAndTheSecondIsItsSpare() {
    assertThat(clients.send(SOME)).containsOnly(from(a));
    a.become(Mode.ERROR);
    assertThat(clients.send(SOME)).containsOnly(from(b));
  }

  @Test
  void theNextRequestFollowsTheRouteAndARefusedNodeGetsNone() {
    director.apply(route(A, B));
    assertThat(clients.send(SOME)).containsOnly(from(a));
    director.apply(route(B));
    int before = a.asked();
    assertThat(clients.send(SOME)).containsOnly(from(b));
    b.become(Mode.ERROR);
    assertThat(clients.send(10)).containsOnly(new Outcome(500, "gpu-b"));
    assertThat(a.asked()).as("not even as a spare").isEqualTo(before);
  }

  @Test
  void prometheusFindsTheFailuresUnderTheNameThatTheAlertsUse() throws IOException {
    String series = "haproxy_backend_http_responses_total{proxy=\"mgeo\",code=\"5xx\"} ";
    assertThat(Files.readString(Monitoring.RULES)).contains("haproxy_backend_http_responses_total");
    a.become(Mode.ERROR);
    b.become(Mode.ERROR);
    clients.send(10);
    assertThat(Http.get("http://127.0.0.1:%d/metrics".formatted(metrics)).body())
        .contains(series + "10");
  }

  @Test
  void switchingToAndFroCutsNoRequest() {
    List<Outcome> outcomes =
        clients.during(
            400,
            () -> {
              for (int i = 0; i < 50; i++) {
                director.apply(i % 2 == 0 ? route(B) : route(A));
                clients.send(5);
              }
            });
    assertThat(outcomes).hasSizeGreaterThanOrEqualTo(400).containsOnly(from(a), from(b));
    assertThat(a.asked()).isPositive();
    assertThat(b.asked()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR", "UNAVAILABLE", "HUNG"})
  void aFaultThatNobodyHasSeenYetCostsNoRequestWhoeverIsFirst(Mode fault) {
    director.apply(route(A, B));
    a.become(fault);
    assertThat(clients.send(SOME)).containsOnly(from(b));
    assertThat(a.asked()).as("nothing is ejected by its failures").isEqualTo(SOME);
    a.become(Mode.OK);
    director.apply(route(B, A));
    b.become(fault);
    assertThat(clients.send(SOME)).containsOnly(from(a));
  }

  @Test
  void aNodeIsKilledAndComesBackAndNoRequestIsLost() throws IOException {
    director.apply(route(A, B));
    assertThat(clients.send(SOME)).containsOnly(from(a));
    a.kill();
    assertThat(clients.send(SOME)).containsOnly(from(b));
    a.restart();
    assertThat(clients.send(SOME)).containsOnly(from(a));
  }

  @Test
  void whatNoNodeCanAnswerFailsAloneAndIsTriedOnTwoNodes() {
    director.apply(route(A, B));
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
  void severalPrimariesShareByWeight() {
    director.apply(
        new Route(
            1,
            List.of(new TrafficShare(A, 30), new TrafficShare(B, 10)),
            List.of(),
            "both are ready"));
    assertThat(clients.send(400)).containsOnly(from(a), from(b));
    assertThat(b.asked()).as("a quarter of 400, six sigma around").isBetween(50, 150);
    a.become(Mode.ERROR);
    assertThat(clients.send(SOME)).as("each is the other's spare").containsOnly(from(b));
  }

  @Test
  void whenNoNodeMayHaveRequestsNoneGetsAny() {
    director.apply(new Route(1, List.of(), List.of(), "both refuse"));
    assertThat(clients.send(10)).allMatch(outcome -> outcome.status() == 503);
    assertThat(a.asked() + b.asked()).isZero();
    director.apply(route(B));
    assertThat(clients.one()).isEqualTo(from(b));
  }

  @Test
  void aRestartedHaproxyIsMendedByTheNextLook() throws IOException {
    director.apply(route(B));
    haproxy.restart();
    assertThat(clients.one()).isEqualTo(from(a));
    director.apply(route(B));
    assertThat(clients.send(SOME)).containsOnly(from(b));
  }

  @Test
  void aNodeThatIsNoServerIsNamedAndNothingIsChanged() {
    director.apply(route(B));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> director.apply(route(new NodeName("gpu-z"), A)))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CONFIGURATION))
        .withMessageContaining("server gpu-z in backend mgeo");
    assertThat(clients.one()).isEqualTo(from(b));
  }

  @Test
  void aHungHaproxyIsGivenUpAndLaterFollows() throws IOException {
    haproxy.suspend();
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> director.apply(route(B)))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE))
        .withMessageContaining("no whole answer in 500 ms");
    haproxy.resume();
    director.apply(route(B));
    assertThat(clients.one()).isEqualTo(from(b));
  }
}
