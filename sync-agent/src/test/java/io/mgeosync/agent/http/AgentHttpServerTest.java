package io.mgeosync.agent.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.base.CommandSocket;
import io.mgeosync.base.HostPort;
import io.mgeosync.http.HttpListenException;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.net.Commands;
import io.mgeosync.net.HttpAnswer;
import io.mgeosync.verdict.Drains;
import io.mgeosync.verdict.Verdicts;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AgentHttpServerTest {
  private static final HostPort ANY_PORT = new HostPort("127.0.0.1", 0);
  @TempDir private static Path folder;
  private final FakeStatus status = new FakeStatus();
  private final AtomicInteger syncs = new AtomicInteger();
  private final AtomicInteger scrubs = new AtomicInteger();
  private final AtomicInteger probes = new AtomicInteger();
  private final AtomicInteger unpoisons = new AtomicInteger();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Drains drains =
      new Drains(folder.resolve("drain.json"), List::of, Clock.systemUTC());
  private final AgentHttpServer server =
      new AgentHttpServer(
          ANY_PORT,
          CommandSocket.of(null, socket(), List.of()),
          status,
          registry,
          new NodeActions(
              syncs::incrementAndGet,
              scrubs::incrementAndGet,
              probes::incrementAndGet,
              unpoisons::incrementAndGet,
              drains));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void anAgentThatCanSayHowItsNodeIsLives() throws Exception {
    status.is(Verdicts.refusing("mgeo-base: Verified: wrong"));
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/livez").body()).isEqualTo("{\"live\":true,\"reasons\":[]}\n");
    assertThat(get("/status").statusCode()).isEqualTo(200);
    assertThat(get("/status").body()).isEqualTo("{\"node\":\"gpu-a\"}\n");
  }

  @Test
  void anAgentThatLooksNoMoreDoesNot() throws Exception {
    status.isStuck("tiny: no look at its release for 90 s");
    assertThat(get("/livez").statusCode()).isEqualTo(503);
    assertThat(get("/livez").body())
        .isEqualTo("{\"live\":false,\"reasons\":[\"tiny: no look at its release for 90 s\"]}\n");
    assertThat(get("/status").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/livez",
        "/readyz",
        "/status",
        "/ready?version=v1.2.0",
        "/primary",
        "/backup",
        "/consul"
      })
  void aStatusThatCannotBeReadIsNeverAGoodOne(String path) throws Exception {
    status.cannotBeRead();
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("false").doesNotContain("secret", "Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz", "/status", "/metrics", "/consul", "/gate"})
  void headAnswersLikeGetWithoutABody(String path) throws Exception {
    status.is(Verdicts.refusing("Verified: \"a\"\nis wrong", "测试"));
    HttpResponse<String> head =
        client.send(
            request(path).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    HttpResponse<String> get = get(path);
    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("content-length"))
        .isEqualTo(get.headers().firstValue("content-length"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/,404",
    "GET,/readyz/,404",
    "GET,/READYZ,404",
    "POST,/readyz,405",
    "DELETE,/status,405",
    "GET,/sync,405",
    "GET,/scrub,405",
    "PUT,/sync,405",
    "GET,/probe,405",
    "GET,/unpoison,405",
    "GET,/drain,405",
    "GET,/undrain,405",
    "POST,/gate,405",
    "GET,/readyz?bundle=none,404",
  })
  void whatIsNotThereIsOneLineOfText(String method, String path, int code) throws Exception {
    HttpResponse<String> answer = send(method, path);
    assertThat(answer.statusCode()).isEqualTo(code);
    assertThat(answer.body()).hasLineCount(1).endsWith("\n");
    assertThat(answer.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(answer.headers().firstValue("allow").isPresent()).isEqualTo(code == 405);
    assertThat(syncs).hasValue(0);
  }

  @Test
  void nothingIsCachedAndNoVersionIsTold() throws Exception {
    for (String path : List.of("/readyz", "/metrics", "/nowhere")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
      assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }
  }

  @Test
  void metricsComeInTheFormatThatTheScraperAccepts() throws Exception {
    Counter.builder().name("mgeo_sync_tests_total").help("h").register(registry).inc(3);
    HttpResponse<String> text = get("/metrics");
    assertThat(text.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
    assertThat(text.body()).contains("mgeo_sync_tests_total 3.0").doesNotContain("# EOF");
    HttpResponse<String> open =
        client.send(
            request("/metrics").header("Accept", "application/openmetrics-text").build(),
            BodyHandlers.ofString());
    assertThat(open.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
  }

  /** What Prometheus sends where it scrapes native histograms. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
            + " | text/plain",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;"
            + "q=0.6,application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3"
            + " | application/openmetrics-text"
      })
  void scraperThatLikesProtobufBestIsGivenText(String accept, String type) throws Exception {
    Counter.builder().name("mgeo_sync_tests_total").help("h").register(registry).inc(3);
    HttpResponse<String> answer =
        client.send(request("/metrics").header("Accept", accept).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith(type);
    assertThat(answer.body()).contains("mgeo_sync_tests_total 3.0");
  }

  /** nginx's auth_request takes any other status for a broken agent. */
  @ParameterizedTest
  @MethodSource("hostileQueries")
  void gateSaysYesOrNoToEveryQuery(String query) throws IOException {
    String answer = ask("/gate?" + query);
    assertThat(answer).startsWith("HTTP/1.1 403 ").contains("X-Mgeo-Reason: ");
  }

  @ParameterizedTest
  @MethodSource("hostileQueries")
  void otherReadersAreToldWhatIsWrongWithAQuery(String query) throws IOException {
    for (String path : List.of("/readyz", "/primary", "/consul")) {
      assertThat(ask(path + "?" + query)).startsWith("HTTP/1.1 400 ");
    }
  }

  static List<String> hostileQueries() {
    return List.of(
        "bundle=%zz",
        "bundle=%C3%28",
        "bundle=%",
        "a&".repeat(16),
        "bundle=a&".repeat(500),
        "bundle=" + "x".repeat(2000));
  }

  private String ask(String target) throws IOException {
    return raw("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  }

  private static Path socket() {
    return folder.resolve("agent.sock");
  }

  @Test
  void aSyncOrAScrubCanBeAskedForOnTheSocket() throws Exception {
    assertThat(Commands.post(socket(), "/sync").status()).isEqualTo(202);
    assertThat(syncs).hasValue(1);
    assertThat(scrubs).hasValue(0);
    assertThat(Commands.post(socket(), "/scrub").status()).isEqualTo(202);
    assertThat(syncs).hasValue(1);
    assertThat(scrubs).hasValue(1);
  }

  @Test
  void soCanALookAndASecondTrialOfWhatFailed() throws Exception {
    assertThat(Commands.post(socket(), "/probe").status()).isEqualTo(202);
    assertThat(Commands.post(socket(), "/unpoison").status()).isEqualTo(202);
    assertThat(probes).hasValue(1);
    assertThat(unpoisons).hasValue(1);
    assertThat(syncs).hasValue(0);
  }

  @Test
  void theSocketAnswersWhatTheNetworkAnswers() throws Exception {
    assertThat(Commands.get(socket(), "/livez").body()).isEqualTo(send("GET", "/livez").body());
    assertThat(Commands.get(socket(), "/readyz").status())
        .isEqualTo(send("GET", "/readyz").statusCode());
  }

  private void assertNothingWasBegun() {
    assertThat(syncs.get() + scrubs.get() + probes.get() + unpoisons.get()).isZero();
    assertThat(drains.now()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/sync", "/scrub", "/probe", "/unpoison", "/drain?force=true", "/undrain"})
  void noCommandIsTakenFromTheNetwork(String path) throws Exception {
    HttpResponse<String> answer = send("POST", path);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body())
        .hasLineCount(1)
        .contains("curl --unix-socket " + socket() + " -X POST 'http://localhost" + path + "'");
    assertNothingWasBegun();
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-For, 10.0.0.9",
    "Via, 1.1 proxy",
    "Origin, http://evil.example",
    "Referer, http://evil.example/",
    "Sec-Fetch-Site, cross-site",
  })
  void noCommandIsTakenThroughAProxyOrABrowser(String header, String value) throws Exception {
    for (String path : List.of("/sync", "/drain?force=true")) {
      HttpAnswer answer = Commands.post(socket(), path, Map.of(header, value));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).hasLineCount(1);
    }
    assertNothingWasBegun();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:9640", "gpu-1", "localhost.evil.example"})
  void noCommandIsTakenForAnotherHost(String host) throws IOException {
    String request =
        "POST /sync HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .formatted(host);
    assertThat(Commands.raw(socket(), request)).startsWith("HTTP/1.1 403 ");
    assertNothingWasBegun();
  }

  @Test
  void brokenAndOversizedRequestsGetOneLineAndNoInsides() throws Exception {
    for (String raw :
        List.of(
            "GARBAGE\r\n\r\n",
            "GET /readyz HTTP/1.1\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /readyz?bundle=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /gate?bundle=%C3%28 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n")) {
      String answer = raw(raw);
      assertThat(answer).startsWith("HTTP/1.1 4");
      assertThat(answer).doesNotContain("Exception", "jetty", "Jetty", "<html", "\tat ");
    }
  }

  @Test
  void manySlowClientsDoNotBlockTheOthers() throws Exception {
    var slow = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write("GET /readyz HTTP/1.1\r\nHo".getBytes(US_ASCII));
        slow.add(socket);
      }
      for (int i = 0; i < 20; i++) {
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void manyRequestsAtOnceAreAllAnswered() {
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 200; i++) {
      answers.add(client.sendAsync(request("/readyz").build(), BodyHandlers.ofString()));
    }
    assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(200));
  }

  @Test
  void aPortInUseIsNamedWithTheWayToFindItsOwner() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings = new HostPort("127.0.0.1", taken.getLocalPort());
      assertThatThrownBy(() -> listen(settings))
          .isInstanceOfSatisfying(
              HttpListenException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(Refusal.Kind.BUSY);
                assertThat(e.address()).isEqualTo(settings);
                assertThat(e.getMessage()).contains(settings.toString(), "ss -ltnp");
              });
    }
  }

  @Test
  void anAddressOfAnotherMachineIsAConfigurationError() {
    assertThatThrownBy(() -> listen(new HostPort("192.0.2.1", 0)))
        .isInstanceOfSatisfying(
            HttpListenException.class,
            e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CONFIGURATION));
  }

  private void listen(HostPort settings) {
    var drains = new Drains(folder.resolve("drain.json"), List::of, Clock.systemUTC());
    var nothing = new NodeActions(() -> {}, () -> {}, () -> {}, () -> {}, drains);
    new AgentHttpServer(
            settings,
            CommandSocket.of(null, folder.resolve("other.sock"), List.of()),
            status,
            registry,
            nothing)
        .close();
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readNBytes(4096), US_ASCII);
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path);
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    return client.send(
        request(path).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(20));
  }
}
