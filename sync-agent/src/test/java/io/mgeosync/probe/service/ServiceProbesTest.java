package io.mgeosync.probe.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.sun.net.httpserver.HttpServer;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.probe.ProbeResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ServiceProbesTest {
  private static final Pin ACTIVE =
      new Pin(
          new BundleName("mgeo-base"),
          new BundleVersion("v2"),
          Digest.sha256Of("v2".getBytes(UTF_8)));

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;
  private volatile int status = 200;
  private volatile String answer = "";
  private volatile String received = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    client.close();
  }

  @Test
  void aServiceThatAnswers200IsHealthyAndGetsTheRecipesRequest() throws Exception {
    assertThat(health()).isInstanceOf(ProbeResult.Good.class);
    assertThat(received).isEqualTo("{\"text\": \"测试\"}");
  }

  @Test
  void anErrorStatusIsLateNotWrong() throws Exception {
    status = 503;
    assertThat(health())
        .isEqualTo(new ProbeResult.Late("HttpError", "the service answers HTTP 503"));
  }

  @Test
  void nothingListeningIsLateAndNamed() throws Exception {
    server.stop(0);
    assertThat(health().message())
        .startsWith("nothing listens at 127.0.0.1:")
        .endsWith("; start the service");
    assertThat(health()).isInstanceOf(ProbeResult.Late.class);
    assertThat(served()).isInstanceOf(ProbeResult.Late.class);
  }

  @Test
  void theRightVersionAndDigestProveWhatIsServed() throws Exception {
    report("v2", ACTIVE.digest().toString());
    assertThat(served()).isInstanceOf(ProbeResult.Good.class);
  }

  @Test
  void anOldModelStillInMemoryIsWrong() throws Exception {
    report("v1", ACTIVE.digest().toString());
    assertThat(served())
        .isEqualTo(
            new ProbeResult.Wrong(
                "WrongVersion", "the service has loaded v1, active is v2; reload the service"));
  }

  @Test
  void theSameVersionWithOtherBytesIsWrong() throws Exception {
    report("v2", "sha256:" + "0".repeat(64));
    assertThat(served()).isInstanceOf(ProbeResult.Wrong.class);
  }

  @Test
  void aMissingDigestProvesNothing() throws Exception {
    answer = "{\"version\":\"v2\"}";
    assertThat(served()).isInstanceOf(ProbeResult.Wrong.class);
  }

  @Test
  void withoutADigestPointerTheVersionDecides() throws Exception {
    answer = "{\"version\":\"v2\"}";
    assertThat(served(null)).isInstanceOf(ProbeResult.Good.class);
  }

  @Test
  void aReportThatIsNotJsonIsWrong() throws Exception {
    answer = "<html>";
    assertThat(served().reason()).isEqualTo("NoVersion");
  }

  @Test
  void whatTheServiceSaysCannotForgeALogLine() throws Exception {
    report("v1\\n2026-01-01 INFO all is well", "");
    assertThat(served().message()).doesNotContain("\n").contains("v1?2026-01-01?INFO?all");
  }

  @Test
  void anEndlessReportIsCutOff() throws Exception {
    answer = "{\"version\":\"" + "x".repeat(200_000) + "\"}";
    assertThat(served()).isInstanceOf(ProbeResult.Wrong.class);
  }

  private void report(String version, String digest) {
    answer = "{\"version\":\"%s\",\"digest\":\"%s\"}".formatted(version, digest);
  }

  private ProbeResult health() throws Exception {
    return new HealthProbe(client, url(), "{\"text\": \"测试\"}", Duration.ofSeconds(5)).look();
  }

  private ProbeResult served() throws Exception {
    return served(JsonPointer.compile("/digest"));
  }

  private ProbeResult served(@Nullable JsonPointer digest) throws Exception {
    return new ServedProbe(
            client,
            url(),
            JsonPointer.compile("/version"),
            digest,
            Duration.ofSeconds(5),
            () -> Optional.of(ACTIVE))
        .look();
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }
}
