package io.mgeosync.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ConnectionsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.UTF_8);

  private static String ask(Connections connections, RawServer server) throws Exception {
    return ((HttpAnswer) connections.send(HttpCall.get(server.url("/"), LONG))).body();
  }

  @Test
  void oneConnectionServesCallAfterCall() throws Exception {
    try (var server =
            RawServer.tcp(
                out -> {
                  out.write(ANSWER);
                  return true;
                });
        var connections = Connections.kept()) {
      for (int i = 0; i < 5; i++) {
        assertThat(ask(connections, server)).isEqualTo("ok");
      }
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.request()).doesNotContain("close");
    }
  }

  @Test
  void aServerThatClosesAfterItsAnswerLosesNoCall() throws Exception {
    try (var server = RawServer.tcp(RawServer.saying(ANSWER));
        var connections = Connections.kept()) {
      for (int i = 0; i < 20; i++) {
        assertThat(ask(connections, server)).isEqualTo("ok");
        Thread.sleep(5);
      }
    }
  }

  @Test
  void aConnectionThatHasRestedIsNotTrusted() throws Exception {
    try (var server =
            RawServer.tcp(
                out -> {
                  out.write(ANSWER);
                  return true;
                });
        var connections = Connections.kept()) {
      assertThat(ask(connections, server)).isEqualTo("ok");
      Thread.sleep(1100);
      assertThat(ask(connections, server)).isEqualTo("ok");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void bytesThatNobodyAskedForAnswerNoCall() throws Exception {
    byte[] twice =
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
            .getBytes(StandardCharsets.UTF_8);
    try (var server =
            RawServer.tcp(
                out -> {
                  out.write(twice);
                  return true;
                });
        var connections = Connections.kept()) {
      assertThat(ask(connections, server)).isEqualTo("ok");
      assertThat(ask(connections, server)).isEqualTo("ok");
    }
  }
}
