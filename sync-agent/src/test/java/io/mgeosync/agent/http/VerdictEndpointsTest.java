package io.mgeosync.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.base.CommandSocket;
import io.mgeosync.base.HostPort;
import io.mgeosync.net.Commands;
import io.mgeosync.net.HttpAnswer;
import io.mgeosync.verdict.Drains;
import io.mgeosync.verdict.Verdicts;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verdict over HTTP, as a load balancer, a proxy in the path and an operator meet it. */
@Timeout(60)
final class VerdictEndpointsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;
  private final FakeStatus status = new FakeStatus();
  private final AtomicReference<List<String>> readyPeers = new AtomicReference<>(List.of("gpu-b"));
  private final HttpClient client = HttpClient.newHttpClient();
  private Drains drains;
  private AgentHttpServer server;

  @BeforeEach
  void listen() {
    drains = new Drains(folder.resolve("drain.json"), readyPeers::get, CLOCK);
    var actions = new NodeActions(() -> {}, () -> {}, () -> {}, () -> {}, drains);
    server =
        new AgentHttpServer(
            new HostPort("127.0.0.1", 0),
            CommandSocket.of(null, socket(), List.of()),
            status,
            new PrometheusRegistry(),
            actions);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private Path socket() {
    return folder.resolve("agent.sock");
  }

  private HttpAnswer command(String path) throws InterruptedException {
    return Commands.post(socket(), path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path);
  }

  private int code(String path) throws Exception {
    return get(path).statusCode();
  }

  @Test
  void aReadyNodeSaysWhatItServes() throws Exception {
    HttpResponse<String> answer = get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"ready\":true,\"reasons\":[],\"node\":\"gpu-a\",\"role\":\"primary\","
                + "\"draining\":false,\"weight\":100,\"wrong\":false,\"standing\":\"ready\","
                + "\"gpu\":\"NVIDIA A100-SXM4-40GB\",\"warnings\":[],\"bundles\":["
                + "{\"bundle\":\"mgeo-base\",\"ready\":true,\"version\":\"v1.2.0\",\"digest\":"
                + "\"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\","
                + "\"proven\":true,\"served\":true,\"smoke\":true,\"smokeSeconds\":0.012}]}\n");
  }

  @Test
  void aRefusingNodeSaysWhyInProperJson() throws Exception {
    status.is(Verdicts.refusing("Verified: \"a\"\nis wrong", "测试"));
    HttpResponse<String> answer = get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .startsWith("{\"ready\":false,\"reasons\":[\"Verified: \\\"a\\\"\\nis wrong\",\"测试\"],")
        .contains("\"wrong\":true");
  }

  @Test
  void oneBundleIsJudgedWithoutTheOthers() throws Exception {
    status.is(
        Verdicts.node(
            Verdicts.bundle("mgeo-base", "v1"),
            Verdicts.bundle("mgeo-large", "v7", "mgeo-large: Served: v6")));
    assertThat(code("/readyz")).isEqualTo(503);
    assertThat(code("/readyz?bundle=mgeo-base")).isEqualTo(200);
    assertThat(get("/readyz?bundle=mgeo-base").body()).doesNotContain("mgeo-large");
    assertThat(code("/readyz?bundle=mgeo-large")).isEqualTo(503);
    assertThat(code("/readyz?bundle=mgeo-%6carge")).isEqualTo(503);
    assertThat(code("/gate?bundle=mgeo-base")).isEqualTo(204);
    assertThat(code("/gate?bundle=mgeo-large")).isEqualTo(403);
  }

  @Test
  void aVersionIsAskedFor() throws Exception {
    assertThat(code("/ready")).isEqualTo(200);
    assertThat(code("/ready?version=v1.2.0")).isEqualTo(200);
    assertThat(code("/ready?version=v1.2.0&bundle=mgeo-base")).isEqualTo(200);
    assertThat(code("/ready?version=v1.2")).isEqualTo(503);
    assertThat(code("/ready?version=")).isEqualTo(503);
    status.is(Verdicts.refusing("mgeo-base: Served: v1.1.0 is loaded"));
    assertThat(code("/ready?version=v1.2.0")).isEqualTo(503);
  }

  @Test
  void aRoleAnswersOnlyWhileItIsReady() throws Exception {
    assertThat(code("/primary")).isEqualTo(200);
    assertThat(code("/backup")).isEqualTo(503);
    status.is(Verdicts.refusing("mgeo-base: Served: no"));
    assertThat(code("/primary")).isEqualTo(503);
  }

  @Test
  void consulIsToldOfAWarningAsOne() throws Exception {
    assertThat(code("/consul")).isEqualTo(200);
    status.is(Verdicts.warned(Verdicts.ready(), "gpu-b has another GPU"));
    assertThat(code("/consul")).isEqualTo(429);
    status.is(Verdicts.warned(Verdicts.refusing("mgeo-base: Served: no"), "gpu-b differs"));
    assertThat(code("/consul")).isEqualTo(503);
    status.is(Verdicts.draining(Verdicts.ready()));
    assertThat(code("/consul")).isEqualTo(503);
  }

  @Test
  void theGateIsAYesWithoutABodyOrARefusalWithItsReason() throws Exception {
    HttpResponse<String> open = get("/gate");
    assertThat(open.statusCode()).isEqualTo(204);
    assertThat(open.body()).isEmpty();
    assertThat(open.headers().map()).doesNotContainKeys("content-type", "x-mgeo-reason");
    status.is(Verdicts.refusing("mgeo-base: Served: v1, not v2"));
    HttpResponse<String> closed = get("/gate");
    assertThat(closed.statusCode()).isEqualTo(403);
    assertThat(closed.body()).isEmpty();
    assertThat(closed.headers().firstValue("x-mgeo-reason"))
        .contains("mgeo-base: Served: v1, not v2");
    assertThat(code("/gate?bundle=none")).isEqualTo(403);
    status.cannotBeRead();
    assertThat(code("/gate")).isEqualTo(403);
  }

  @Test
  void noMessageCanForgeAHeader() throws Exception {
    status.is(Verdicts.refusing("a\r\nX-Forged: yes\r\n\r\n测试\u0000\u2028" + "x".repeat(9000)));
    HttpResponse<String> answer = get("/gate");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().map()).doesNotContainKey("x-forged");
    assertThat(answer.headers().firstValue("x-mgeo-reason").orElseThrow())
        .startsWith("a??X-Forged: yes????????x")
        .hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void aDrainIsBegunAndEnded() throws Exception {
    HttpAnswer answer = command("/drain?for=10m");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"accepted\":true,\"until\":\"2026-11-24T09:10:00Z\"}\n");
    assertThat(drains.now()).isPresent();
    HttpAnswer ended = command("/undrain");
    assertThat(ended.status()).isEqualTo(202);
    assertThat(ended.body()).isEqualTo("{\"accepted\":true,\"ended\":true}\n");
    assertThat(drains.now()).isEmpty();
    assertThat(command("/undrain").body()).isEqualTo("{\"accepted\":true,\"ended\":false}\n");
  }

  @Test
  void aDrainThatWouldLeaveNobodyIsRefusedUnlessForced() throws Exception {
    readyPeers.set(List.of());
    HttpAnswer refused = command("/drain");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("none of its peers", "--force").hasLineCount(1);
    assertThat(drains.now()).isEmpty();
    assertThat(command("/drain?force=true").status()).isEqualTo(202);
    assertThat(drains.now()).isPresent();
  }

  @Test
  void aDrainOfNoLengthIsNotUnderstood() throws Exception {
    for (String length : List.of("0s", "5", "-1m", "8d", "soon", "")) {
      HttpAnswer answer = command("/drain?for=" + length);
      assertThat(answer.status()).as(length).isEqualTo(400);
      assertThat(answer.body()).hasLineCount(1);
    }
    assertThat(drains.now()).isEmpty();
  }

  @Test
  void aDrainingNodeIsNotReadyThoughItsBundlesAre() throws Exception {
    status.is(Verdicts.draining(Verdicts.ready()));
    HttpResponse<String> answer = get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .startsWith("{\"ready\":false,\"reasons\":[\"draining: ")
        .contains(
            "until 2026-11-24T09:30:00Z",
            "\"draining\":true,\"drainingUntil\":\"2026-11-24T09:30:00Z\"",
            "\"wrong\":false",
            "{\"bundle\":\"mgeo-base\",\"ready\":true");
    assertThat(code("/gate")).isEqualTo(403);
    assertThat(code("/primary")).isEqualTo(503);
  }
}
