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
import io.mgeosync.probe.service.Testimony.Confirms;
import io.mgeosync.probe.service.Testimony.Contradicts;
import io.mgeosync.probe.service.Testimony.Silent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceProbesTest {
  private static final Pin ACTIVE =
      new Pin(
          new BundleName("mgeo-base"),
          new BundleVersion("v2"),
          Digest.sha256Of("v2".getBytes(UTF_8)));

  private HttpServer server;
  private volatile int status = 200;
  private volatile String answer = "";
  private volatile String received = "";
  private volatile Map<String, String> headers = Map.of();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          headers.forEach(exchange.getResponseHeaders()::add);
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
    assertThat(served()).isInstanceOf(Silent.class);
  }

  @Test
  void theRightVersionAndDigestProveWhatIsServed() throws Exception {
    report("v2", ACTIVE.digest().toString());
    assertThat(served()).isInstanceOf(Confirms.class);
  }

  @Test
  void anOldModelStillInMemoryIsWrong() throws Exception {
    report("v1", ACTIVE.digest().toString());
    assertThat(served())
        .isEqualTo(
            new Contradicts(
                "WrongVersion", "the service has loaded v1, active is v2; reload the service"));
  }

  @Test
  void theSameVersionWithOtherBytesIsWrong() throws Exception {
    report("v2", "sha256:" + "0".repeat(64));
    assertThat(served()).isInstanceOf(Contradicts.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256:%s", "%s", " %s\\n", "SHA256:%s"})
  void aDigestIsReadAsOtherProgramsWriteIt(String form) throws Exception {
    String hex = ACTIVE.digest().hex();
    report("v2", form.formatted(hex));
    assertThat(served()).isInstanceOf(Confirms.class);
    report("v2", form.formatted(hex.toUpperCase(Locale.ROOT)));
    assertThat(served()).isInstanceOf(Confirms.class);
    report("v2", form.formatted("0".repeat(64)));
    assertThat(served()).isInstanceOf(Contradicts.class);
    report("v2", form.formatted(hex.substring(0, 12)));
    assertThat(served()).isInstanceOf(Contradicts.class);
  }

  @Test
  void aMissingDigestProvesNothing() throws Exception {
    answer = "{\"version\":\"v2\"}";
    assertThat(served()).isInstanceOf(Contradicts.class);
  }

  @Test
  void withoutADigestPointerTheVersionDecides() throws Exception {
    answer = "{\"version\":\"v2\"}";
    assertThat(served(null)).isInstanceOf(Confirms.class);
  }

  @Test
  void aReportThatIsNotJsonIsWrong() throws Exception {
    answer = "<html>";
    assertThat(served().reason()).isEqualTo("NoVersion");
  }

  @Test
  void whatTheServiceSaysCannotForgeALogLine() throws Exception {
    report("v1\\n2026-01-01 INFO all is well", "");
    assertThat(served().message()).doesNotContain("\n").contains("v1 2026-01-01 INFO all");
  }

  @Test
  void anEndlessReportIsCutOff() throws Exception {
    answer = "{\"version\":\"" + "x".repeat(2_000_000) + "\"}";
    assertThat(served()).isInstanceOf(Silent.class);
    assertThat(served().message()).endsWith("answers with more than 1048576 bytes");
  }

  @Test
  void headersProveWhatIsServedWhateverTheBodySays() throws Exception {
    var form = new ReportForm.Header("X-Model-Version", "X-Model-Digest");
    answer = "<html>";
    headers = Map.of("x-model-version", "v2", "x-model-digest", ACTIVE.digest().toString());
    assertThat(ask(form)).isInstanceOf(Confirms.class);
    headers = Map.of("X-Model-Version", "v2");
    assertThat(ask(form).message()).startsWith("the service reports no digest of v2");
    headers = Map.of();
    assertThat(ask(form).message()).contains("no version at the header X-Model-Version");
  }

  @Test
  void theMetadataOfTheOpenInferenceProtocolProveTheOnlyVersionTheyName() throws Exception {
    var form = new ReportForm.OpenInference("mgeo-base");
    answer = "{\"name\":\"mgeo-base\",\"versions\":[\"v2\"],\"platform\":\"x\"}";
    assertThat(ask(form)).isInstanceOf(Confirms.class);
    answer = "{\"name\":\"mgeo-base\",\"versions\":[\"v1\"]}";
    assertThat(ask(form)).isInstanceOf(Contradicts.class);
    answer = "{\"name\":\"another\",\"versions\":[\"v2\"]}";
    assertThat(ask(form)).isInstanceOf(Contradicts.class);
  }

  @Test
  void metadataThatLeaveItOpenSayNothing() throws Exception {
    var form = new ReportForm.OpenInference("mgeo-base");
    answer = "{\"name\":\"mgeo-base\"}";
    assertThat(ask(form)).isInstanceOf(Silent.class);
    answer = "{\"name\":\"mgeo-base\",\"versions\":[\"v1\",\"v2\"]}";
    assertThat(ask(form).message()).startsWith("the service has loaded v1 and v2, and any");
  }

  private void report(String version, String digest) {
    answer = "{\"version\":\"%s\",\"digest\":\"%s\"}".formatted(version, digest);
  }

  private ProbeResult health() throws Exception {
    return new HealthProbe(url(), "{\"text\": \"测试\"}", Duration.ofSeconds(5)).look();
  }

  private Testimony served() throws Exception {
    return served(JsonPointer.compile("/digest"));
  }

  private Testimony served(@Nullable JsonPointer digest) throws Exception {
    return ask(new ReportForm.Json(JsonPointer.compile("/version"), digest));
  }

  private Testimony ask(ReportForm form) throws Exception {
    return new ReportWitness(url(), form, Duration.ofSeconds(5)).look(ACTIVE);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }
}
