package io.mgeosync.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mgeosync.e2e.harness.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountingLineTest {
  private static final int BODY = 1_000_000;

  private HttpServer server;
  private CountingLine line;

  @BeforeEach
  void serveOneMegabyte() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, BODY);
          try (exchange) {
            exchange.getResponseBody().write(new byte[BODY]);
          }
        });
    server.start();
    line = new CountingLine(server.getAddress().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    line.close();
    server.stop(0);
  }

  @Test
  void countsWhatTheServerSentAndEachRequest() throws IOException {
    get();
    get();

    assertThat(line.requests()).isEqualTo(2);
    assertThat(line.received()).isBetween(2L * BODY, 2L * BODY + 2_000);
  }

  @Test
  void theMarkIsPassedOnlyWhenSoManyMoreBytesHaveCome() throws IOException {
    get();
    line.markAfter(BODY * 3L / 2);

    get();
    assertThat(line.awaitMark(0, TimeUnit.SECONDS)).isFalse();

    get();
    assertThat(line.awaitMark(0, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aRequestLineMayBeCutAnywhere() {
    byte[] sent =
        "GET / HTTP/1.1\r\nHost: a\r\n\r\nHEAD /a HTTP/1.1\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    var counter = new RequestCounter();

    int requests = 0;
    for (byte each : sent) {
      requests += counter.count(new byte[] {each}, 1);
    }

    assertThat(requests).isEqualTo(2);
    assertThat(new RequestCounter().count(sent, sent.length)).isEqualTo(2);
  }

  private void get() throws IOException {
    assertThat(Http.get("http://127.0.0.1:" + line.port() + "/").status()).isEqualTo(200);
  }
}
