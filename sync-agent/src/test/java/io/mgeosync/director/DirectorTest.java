package io.mgeosync.director;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.config.ConfigLoader;
import io.mgeosync.config.DirectorConfig;
import io.mgeosync.http.SocketListenException;
import io.mgeosync.net.Commands;
import io.mgeosync.net.HttpAnswer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A director over real sockets: its nodes are killed, hung and refused, and the route is read. */
@Timeout(60)
final class DirectorTest {
  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private FakeAgent a;
  private FakeAgent b;
  private Director director;

  @BeforeEach
  void start() throws IOException {
    a = new FakeAgent();
    b = new FakeAgent();
    director = start("one");
  }

  private Director start(String name) {
    return Director.start(config(name), Clock.systemUTC());
  }

  private Path socket(String name) {
    return folder.resolve(name + ".sock");
  }

  private DirectorConfig config(String name) {
    return ConfigLoader.parseDirector(
        "director.yaml",
        """
        listen: 127.0.0.1:0
        state: %s
        poll: {interval: 250ms, deadline: 250ms}
        nodes:
          - {name: gpu-a, agent: "http://127.0.0.1:%d", role: primary}
          - {name: gpu-b, agent: "http://127.0.0.1:%d", role: backup}
        require: {bundle: mgeo-base, smoke: true}
        nginx: {socket: "%s"}
        """
            .formatted(folder.resolve(name), a.port(), b.port(), socket(name)));
  }

  @AfterEach
  void end() {
    director.close();
    a.close();
    b.close();
    client.shutdownNow();
  }

  private String route() throws IOException {
    try (var nginx = new RouteClient(socket("one"))) {
      return nginx.route();
    }
  }

  private void awaitRoute(String wanted) throws Exception {
    try (var nginx = new RouteClient(socket("one"))) {
      for (String now = nginx.route(); !now.equals(wanted); now = nginx.route()) {
        Thread.sleep(5);
      }
    }
  }

  private void awaitStatus(String wanted) throws Exception {
    while (!get("/status").body().contains(wanted)) {
      Thread.sleep(5);
    }
  }

  private void awaitBothReady() throws Exception {
    awaitStatus("\"name\":\"gpu-a\",\"role\":\"primary\",\"state\":\"ready\"");
    awaitStatus("\"name\":\"gpu-b\",\"role\":\"backup\",\"state\":\"ready\"");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(url(path)).build(), BodyHandlers.ofString());
  }

  private HttpAnswer post(String path) throws InterruptedException {
    return Commands.post(folder.resolve("one/director.sock"), path);
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + director.port() + path);
  }

  @Test
  void itAnswersBeforeAnyNodeDid() throws Exception {
    a.hang();
    b.hang();
    assertThat(route()).isEqualTo("gpu-a>gpu-b");
  }

  @Test
  void aNewDirectorNeverNamesANodeThatRefuses() throws Exception {
    a.say(FakeAgent.REFUSED);
    awaitRoute("gpu-b>gpu-b");
    director.close();
    director = start("one");
    assertThat(route()).isEqualTo("gpu-b>gpu-b");
  }

  /** deploy/nginx/front.conf keeps the last answer for when no director is there. */
  @Test
  void nginxMayKeepAnAnswerButNotBelieveItWhileADirectorAnswers() throws Exception {
    try (var nginx = new RouteClient(socket("one"))) {
      assertThat(nginx.ask()).contains("X-Accel-Expires: @1\r\n");
      a.say(FakeAgent.REFUSED);
      b.say(FakeAgent.REFUSED);
      awaitRoute("mgeo_nowhere>mgeo_nowhere");
      assertThat(nginx.ask()).contains("X-Accel-Expires: @1\r\n");
    }
  }

  @Test
  void theRouteLeavesAKilledAHungAndARefusedNodeAndComesBackEachTime() throws Exception {
    awaitBothReady();
    a.kill();
    awaitRoute("gpu-b>gpu-a");
    a.restart();
    awaitRoute("gpu-a>gpu-b");
    a.hang();
    awaitRoute("gpu-b>gpu-a");
    a.say(FakeAgent.READY);
    awaitRoute("gpu-a>gpu-b");
    a.say(FakeAgent.REFUSED);
    awaitRoute("gpu-b>gpu-b");
    b.say(FakeAgent.REFUSED);
    awaitRoute("mgeo_nowhere>mgeo_nowhere");
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    b.say(FakeAgent.READY);
    awaitRoute("gpu-b>gpu-b");
  }

  @Test
  void theLastOneStandingKeepsItsRequests() throws Exception {
    awaitBothReady();
    a.kill();
    awaitRoute("gpu-b>gpu-a");
    b.kill();
    awaitStatus("\"name\":\"gpu-b\",\"role\":\"backup\",\"state\":\"unknown\"");
    assertThat(route()).isEqualTo("gpu-b>gpu-a");
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void twoDirectorsThatSeeTheSameDecideTheSame() throws Exception {
    try (Director _ = start("two");
        var other = new RouteClient(socket("two"))) {
      awaitBothReady();
      for (String said : List.of(FakeAgent.REFUSED, FakeAgent.READY)) {
        a.say(said);
        String wanted = said.equals(FakeAgent.READY) ? "gpu-a>gpu-b" : "gpu-b>gpu-b";
        awaitRoute(wanted);
        while (!other.route().equals(wanted)) {
          Thread.sleep(5);
        }
      }
    }
  }

  @Test
  void aSwitchoverOutlivesTheDirector() throws Exception {
    awaitBothReady();
    assertThat(post("/switchover?to=gpu-b").status()).isEqualTo(202);
    assertThat(route()).isEqualTo("gpu-b>gpu-a");
    director.close();
    director = start("one");
    assertThat(route()).isEqualTo("gpu-b>gpu-a");
    awaitStatus("\"primary\":\"gpu-b\"");
    awaitStatus("\"name\":\"gpu-a\",\"role\":\"backup\",\"state\":\"ready\"");
    assertThat(post("/switchover?to=gpu-a").status()).isEqualTo(202);
    assertThat(route()).isEqualTo("gpu-a>gpu-b");
  }

  @Test
  void whatWouldLeaveNobodyIsRefusedWithAReason() throws Exception {
    awaitBothReady();
    assertThat(post("/nodes/gpu-a/drain?for=5m").status()).isEqualTo(202);
    assertThat(route()).isEqualTo("gpu-b>gpu-a");
    HttpAnswer answer = post("/nodes/gpu-b/refuse");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).startsWith("no node but gpu-b is ready; ");
    assertThat(post("/switchover?to=gpu-a").status()).isEqualTo(409);
    assertThat(post("/nodes/gpu-a/release").status()).isEqualTo(202);
    awaitRoute("gpu-a>gpu-b");
  }

  @Test
  void whatCannotBeUnderstoodIsSaidSo() throws Exception {
    assertThat(post("/nodes/gpu-x/drain").status()).isEqualTo(404);
    assertThat(post("/nodes/gpu-a/drain?for=ever").status()).isEqualTo(400);
    assertThat(post("/nodes/gpu-a/refuse?for=8d").status()).isEqualTo(400);
    assertThat(post("/nodes/%0a/drain").status()).isBetween(400, 404);
    assertThat(post("/switchover").status()).isEqualTo(404);
    assertThat(post("/switchover?to=").status()).isEqualTo(400);
    assertThat(post("/nowhere").status()).isEqualTo(404);
    assertThat(get("/switchover?to=gpu-b").statusCode()).isEqualTo(405);
    var fromNetwork = HttpRequest.newBuilder(url("/switchover?to=gpu-b"));
    assertThat(
            client
                .send(fromNetwork.POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(403);
    assertThat(route()).startsWith("gpu-a>");
  }

  @Test
  void itIsMeasured() throws Exception {
    awaitBothReady();
    a.say(FakeAgent.REFUSED);
    awaitRoute("gpu-b>gpu-b");
    assertThat(get("/metrics").body())
        .contains(
            "mgeo_sync_director_switches_total{from=\"gpu-a\",reason=\"refused\",to=\"gpu-b\"} 1.0",
            "mgeo_sync_director_node_state{node=\"gpu-a\",state=\"refused\"} 1.0",
            "mgeo_sync_director_route_share{node=\"gpu-b\"} 1.0",
            "mgeo_sync_director_standby_ready 0.0",
            "mgeo_sync_director_node_info{gpu=\"A100\",node=\"gpu-b\",version=\"v1\"} 1.0",
            "mgeo_sync_director_switch_seconds_bucket{actuator=\"route\",le=\"0.005\"}",
            "mgeo_sync_director_poll_seconds_count{node=\"gpu-b\"}");
  }

  @Test
  void theSocketIsForItsOwnerAndGroupAndGoesWithTheDirector() throws Exception {
    Path socket = socket("one");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-rw----");
    director.close();
    assertThat(socket).doesNotExist();
  }

  @Test
  void aSocketOnWhichSomebodyAnswersIsNotTakenAway() throws Exception {
    assertThatThrownBy(() -> start("one")).isInstanceOf(SocketListenException.class);
    assertThat(route()).startsWith("gpu-a>");
  }

  @Test
  void whatAKilledDirectorLeftBehindIsReplacedButNeverAFile() throws Exception {
    director.close();
    try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(socket("one")));
    }
    assertThat(socket("one")).exists();
    director = start("one");
    assertThat(route()).startsWith("gpu-a>");
    director.close();
    Files.write(socket("one"), "precious".getBytes(UTF_8));
    assertThatThrownBy(() -> start("one")).isInstanceOf(SocketListenException.class);
    assertThat(socket("one")).content().isEqualTo("precious");
  }
}
