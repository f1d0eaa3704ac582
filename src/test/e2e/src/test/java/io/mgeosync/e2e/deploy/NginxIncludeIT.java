package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.base.NodeName;
import io.mgeosync.base.ServiceAddress;
import io.mgeosync.config.NginxSettings;
import io.mgeosync.director.nginx.NginxInclude;
import io.mgeosync.director.nginx.NginxRefusedException;
import io.mgeosync.director.route.Route;
import io.mgeosync.director.route.TrafficShare;
import io.mgeosync.e2e.deploy.FakeNode.Mode;
import io.mgeosync.e2e.deploy.Posts.Outcome;
import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Program;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** deploy/nginx/front-include.conf in a real nginx that reloads what the director writes. */
@Needs("nginx")
class NginxIncludeIT {
  private static final int SOME = 60;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final NodeName A = new NodeName("gpu-a");
  private static final NodeName B = new NodeName("gpu-b");

  private Path scratch;
  private Path include;
  private FakeNode a;
  private FakeNode b;
  private Nginx nginx;
  private Posts clients;

  @BeforeEach
  void start() throws IOException {
    scratch = Scratch.create();
    a = new FakeNode("gpu-a");
    b = new FakeNode("gpu-b");
    include = scratch.resolve("mgeo-upstream.conf");
    Files.writeString(include, "server %s;\n".formatted(a.address()));
    int port = Ports.free();
    String front =
        Shipped.read("nginx/front-include.conf")
            .set("~10\\.0\\.0\\.1:5000$", "~" + a.address() + "$")
            .set("~10\\.0\\.0\\.2:5000$", "~" + b.address() + "$")
            .set("listen 5000", "listen 127.0.0.1:" + port)
            .set("/etc/nginx/mgeo-upstream.conf", include.toString())
            .text();
    nginx = Nginx.start(scratch.resolve("nginx"), front, port);
    clients = new Posts(port);
  }

  @AfterEach
  void stop() throws IOException {
    clients.close();
    nginx.close();
    a.close();
    b.close();
    Scratch.delete(scratch);
  }

  private NginxInclude director(ServiceAddress second) {
    List<String> nginxHere =
        List.of(
            Program.find("nginx").path(),
            "-e",
            "stderr",
            "-c",
            scratch.resolve("nginx/nginx.conf").toString());
    var settings =
        new NginxSettings(
            null, null, include, with(nginxHere, "-t"), with(nginxHere, "-s", "reload"));
    return new NginxInclude(settings, Map.of(A, a.service(), B, second));
  }

  private static List<String> with(List<String> command, String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    return all;
  }

  private static Route route(NodeName first, NodeName... spares) {
    return new Route(1, List.of(new TrafficShare(first, 100)), List.of(spares), "as the test says");
  }

  private static Outcome from(FakeNode node) {
    return new Outcome(200, node.name());
  }

  private void awaitMove(Outcome to) {
    Await.until("nginx has reloaded", SOON, () -> clients.one().equals(to));
  }

  @Test
  void onlyADrillIsToldWhichNodeAnsweredTheSecondTryIncluded() {
    try (NginxInclude director = director(b.service())) {
      assertThat(clients.node(true)).contains("gpu-a");
      assertThat(clients.node(false)).isEmpty();
      director.apply(route(A, B));
      a.become(Mode.ERROR);
      awaitMove(from(b));
      assertThat(clients.node(true)).contains("gpu-b");
    }
  }

  @Test
  void requestsFollowTheRouteAndARefusedNodeIsNotEvenASpare() {
    try (NginxInclude director = director(b.service())) {
      director.apply(route(B));
      awaitMove(from(b));
      int before = a.asked();
      b.become(Mode.ERROR);
      assertThat(clients.send(10)).containsOnly(new Outcome(500, "gpu-b"));
      assertThat(a.asked()).isEqualTo(before);
      director.apply(route(B, A));
      awaitMove(from(a));
      b.become(Mode.OK);
      assertThat(clients.send(SOME)).containsOnly(from(b));
    }
  }

  @Test
  void whenNoNodeMayHaveRequestsNoneGetsAnyAndNginxRunsOn() {
    try (NginxInclude director = director(b.service())) {
      director.apply(new Route(1, List.of(), List.of(), "both refuse"));
      Await.until("nobody serves", SOON, () -> clients.one().status() == 502);
      director.apply(route(A));
      awaitMove(from(a));
    }
  }

  @Test
  void whatNginxDoesNotTakeIsTakenBackAndSaidInItsOwnWords() throws IOException {
    String before = Files.readString(include);
    try (NginxInclude director = director(new ServiceAddress("gpu-b.invalid", 5000))) {
      assertThatExceptionOfType(NginxRefusedException.class)
          .isThrownBy(() -> director.apply(route(B)))
          .withMessageContaining("host not found in upstream \"gpu-b.invalid:5000\"");
    }
    assertThat(include).hasContent(before);
    assertThat(clients.send(SOME)).containsOnly(from(a));
  }
}
