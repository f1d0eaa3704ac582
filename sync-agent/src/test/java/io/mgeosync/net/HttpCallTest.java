package io.mgeosync.net;

import static io.mgeosync.net.RawServer.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.base.UnixUrl;
import io.mgeosync.net.NoAnswer.Why;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may do to a client, and what the client makes of it. */
@Timeout(60)
final class HttpCallTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;

  private static NoAnswer none(HttpCall call) throws InterruptedException {
    return (NoAnswer) call.send();
  }

  private static HttpAnswer whole(HttpCall call) throws InterruptedException {
    HttpOutcome outcome = call.send();
    assertThat(outcome).isInstanceOf(HttpAnswer.class);
    return (HttpAnswer) outcome;
  }

  private static RawServer server(String answer) throws IOException {
    return RawServer.tcp(saying(answer));
  }

  private static String lines(String text) {
    return text.replace("|", "\r\n");
  }

  @Test
  void asksAsCurlDoesWithoutAnOfferToUpgrade() throws Exception {
    try (var server = server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) {
      HttpAnswer answer = whole(HttpCall.post(server.url("/predict?x=1"), "{\"t\":\"北京\"}", LONG));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{}");
      assertThat(server.request())
          .startsWith("POST /predict?x=1 HTTP/1.1\r\nHost: 127.0.0.1:")
          .contains("\r\nContent-Length: 14\r\n")
          .contains("\r\nContent-Type: application/json; charset=utf-8\r\n")
          .contains("\r\nConnection: close\r\n")
          .doesNotContainIgnoringCase("upgrade")
          .endsWith("\r\n\r\n{\"t\":\"北京\"}");
    }
  }

  @Test
  void anEmptyPathIsTheRootAndAnEmptyPostHasALength() throws Exception {
    try (var server = server("HTTP/1.1 204 No Content\r\n\r\n")) {
      assertThat(whole(HttpCall.post(server.url(""), LONG)).succeeded()).isTrue();
      assertThat(server.request())
          .startsWith("POST / HTTP/1.1\r\n")
          .contains("Content-Length: 0\r\n");
    }
  }

  @Test
  void asksOverAUnixSocket() throws Exception {
    Path socket = folder.resolve("a model+x.sock");
    try (var server =
        RawServer.unix(socket, saying("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue"))) {
      assertThat(whole(HttpCall.get(server.url("/version"), LONG)).body()).isEqualTo("true");
      assertThat(server.request()).startsWith("GET /version HTTP/1.1\r\nHost: localhost\r\n");
    }
    assertThat(none(HttpCall.get(URI.create(UnixUrl.of(socket + "2", "/")), LONG)))
        .isEqualTo(new NoAnswer(Why.REFUSED, socket + "2", "nothing listens at " + socket + "2"));
    assertThat(none(HttpCall.get(URI.create(UnixUrl.of(socket.toString(), "/")), LONG)).why())
        .as("its file is still there")
        .isEqualTo(Why.REFUSED);
  }

  @Test
  void headersAndThenSilenceEndAtTheDeadline() throws Exception {
    try (var server =
        RawServer.tcp(
            out -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n".getBytes(StandardCharsets.UTF_8));
              return true;
            })) {
      NoAnswer none = none(HttpCall.get(server.url("/"), SHORT));

      assertThat(none.why()).isEqualTo(Why.LATE);
      assertThat(none.sentence())
          .matches("127.0.0.1:\\d+ answers HTTP 200 but does not end its answer within 300 ms");
      server.awaitLeft();
    }
  }

  @Test
  void silenceEndsAtTheDeadline() throws Exception {
    try (var server = RawServer.tcp(out -> true)) {
      NoAnswer none = none(HttpCall.get(server.url("/"), SHORT));

      assertThat(none.why()).isEqualTo(Why.LATE);
      assertThat(none.sentence()).matches("127.0.0.1:\\d+ does not answer within 300 ms");
      server.awaitLeft();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nX: y",
        "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n270F\r\n",
        "HTTP/1.1 200 OK\r\n\r\n"
      })
  void dripEndsAtTheDeadline(String begin) throws Exception {
    try (var server =
        RawServer.tcp(
            out -> {
              out.write(begin.getBytes(StandardCharsets.UTF_8));
              while (true) {
                out.write('x');
                Thread.sleep(50);
              }
            })) {
      assertThat(none(HttpCall.get(server.url("/"), SHORT)).why()).isEqualTo(Why.LATE);
      server.awaitLeft();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n"
      })
  void anEndlessBodyEndsAtTheLimit(String begin) throws Exception {
    try (var server =
        RawServer.tcp(
            out -> {
              out.write(begin.getBytes(StandardCharsets.UTF_8));
              while (true) {
                out.write(new byte[4096]);
              }
            })) {
      NoAnswer none = none(HttpCall.get(server.url("/"), LONG).atMost(10_000));

      assertThat(none.why()).isEqualTo(Why.TOO_LARGE);
      assertThat(none.sentence()).matches("127.0.0.1:\\d+ answers with more than 10000 bytes");
      server.awaitLeft();
    }
  }

  @Test
  void anEndlessHeaderIsNoAnswer() throws Exception {
    try (var server =
        RawServer.tcp(
            out -> {
              out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
              while (true) {
                out.write("X: y\r\n".getBytes(StandardCharsets.UTF_8));
              }
            })) {
      assertThat(none(HttpCall.get(server.url("/"), LONG)).sentence())
          .endsWith("cannot be read: its header is endless");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
      })
  void anAnswerThatIsCutIsNone(String cut) throws Exception {
    try (var server = server(cut)) {
      NoAnswer none = none(HttpCall.get(server.url("/"), LONG));

      assertThat(none.why()).isEqualTo(Why.BROKEN);
      assertThat(none.sentence()).contains("broke off in the middle of its answer: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nConte"})
  void aServerThatLeavesBeforeItAnswersIsTold(String cut) throws Exception {
    try (var server = server(cut)) {
      assertThat(none(HttpCall.post(server.url("/"), "{}", LONG)).sentence())
          .matches("127.0.0.1:\\d+ broke off without an answer: the connection was closed");
    }
  }

  @Test
  void nothingListens() throws Exception {
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    assertThat(none(HttpCall.get(URI.create("http://127.0.0.1:" + port + "/x"), LONG)))
        .isEqualTo(
            new NoAnswer(Why.REFUSED, "127.0.0.1:" + port, "nothing listens at 127.0.0.1:" + port));
  }

  @Test
  void aNameWithoutAnAddressIsTold() throws Exception {
    assertThat(none(HttpCall.get(URI.create("http://no.such.host.invalid/"), LONG)).sentence())
        .isEqualTo("the name no.such.host.invalid does not resolve");
  }

  @Test
  void chunksBecomeOneBody() throws Exception {
    String chunked =
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3;x=y|[1,|00A|22,3333,44|2|4]|0|Digest: 1||";
    try (var server = server(lines(chunked))) {
      assertThat(whole(HttpCall.get(server.url("/"), LONG)).body()).isEqualTo("[1,22,3333,444]");
    }
  }

  @Test
  void anAnswerWithoutALengthEndsWithTheConnection() throws Exception {
    try (var server = server("HTTP/1.0 200 OK\nx: y\n\nwhole")) {
      HttpAnswer answer = whole(HttpCall.get(server.url("/"), LONG));

      assertThat(answer.body()).isEqualTo("whole");
      assertThat(answer.header("X")).contains("y");
    }
  }

  @Test
  void informationComesBeforeTheAnswer() throws Exception {
    try (var server =
        server(lines("HTTP/1.1 103 Early Hints|Link: a||HTTP/1.1 404 |Content-Length: 0||"))) {
      assertThat(whole(HttpCall.get(server.url("/"), LONG)).describeStatus())
          .isEqualTo("answers HTTP 404");
    }
  }

  private static byte[] gzipped(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzipAnswer(byte[] gzip) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
            .formatted(gzip.length)
            .getBytes(StandardCharsets.UTF_8));
    all.writeBytes(gzip);
    return all.toByteArray();
  }

  @Test
  void gzipIsUnderstood() throws Exception {
    byte[] body = "{\"version\":\"v1\"}".getBytes(StandardCharsets.UTF_8);
    try (var server = RawServer.tcp(saying(gzipAnswer(gzipped(body))))) {
      assertThat(whole(HttpCall.get(server.url("/"), LONG)).body())
          .isEqualTo("{\"version\":\"v1\"}");
    }
  }

  @Test
  void aGzipBombEndsAtTheLimit() throws Exception {
    byte[] bomb = gzipped(new byte[20_000_000]);
    assertThat(bomb.length).isLessThan(50_000);
    try (var server = RawServer.tcp(saying(gzipAnswer(bomb)))) {
      assertThat(none(HttpCall.get(server.url("/"), LONG).atMost(50_000)).why())
          .isEqualTo(Why.TOO_LARGE);
    }
  }

  @Test
  void gzipThatIsNoneAndOtherCodingsAreTold() throws Exception {
    try (var server = RawServer.tcp(saying(gzipAnswer(new byte[] {1, 2, 3})))) {
      assertThat(none(HttpCall.get(server.url("/"), LONG)).sentence())
          .endsWith("cannot be read: its gzip is damaged");
    }
    try (var server =
        server("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx")) {
      assertThat(none(HttpCall.get(server.url("/"), LONG)).sentence())
          .endsWith("cannot be read: it is encoded as br, which was not asked for");
    }
  }

  @Test
  void aRedirectIsNotFollowedButTold() throws Exception {
    try (var server =
        server(lines("HTTP/1.1 307 T|Location: https://elsewhere/\u001b[2J|Content-Length: 0||"))) {
      HttpAnswer answer = whole(HttpCall.post(server.url("/"), LONG));

      assertThat(answer.succeeded()).isFalse();
      assertThat(answer.describeStatus())
          .isEqualTo(
              "answers HTTP 307, a redirect to https://elsewhere/\\u001B[2J; write that address"
                  + " instead");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n"
      })
  void whatIsNoHttpIsTold(String odd) throws Exception {
    try (var server = server(odd)) {
      NoAnswer none = none(HttpCall.get(server.url("/"), LONG));

      assertThat(none.why()).isEqualTo(Why.ODD);
      assertThat(none.sentence()).matches("what 127.0.0.1:\\d+ answers cannot be read: .+");
    }
  }

  @Test
  void aServerMayAnswerBeforeItHasReadEverything() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Callable<Void> early =
          () -> {
            try (var connection = listener.accept()) {
              connection
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"
                          .getBytes(StandardCharsets.UTF_8));
              connection.shutdownOutput();
              connection.getInputStream().readAllBytes();
            }
            return null;
          };
      Thread.ofVirtual().start(new FutureTask<>(early));
      var url = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      assertThat(whole(HttpCall.post(url, "x".repeat(1 << 20), LONG)).status()).isEqualTo(413);
    }
  }

  @Test
  void aServerThatReadsNothingHoldsNobodyBeyondTheDeadline() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var url = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
      assertThat(none(HttpCall.post(url, "x".repeat(20 << 20), SHORT)).why()).isEqualTo(Why.LATE);
    }
  }

  @Test
  void anInterruptEndsItAtOnce() throws Exception {
    var asked = new CountDownLatch(1);
    try (var server =
        RawServer.tcp(
            out -> {
              asked.countDown();
              return true;
            })) {
      var thrown = new AtomicReference<Exception>();
      Thread caller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      HttpCall.get(server.url("/"), LONG).send();
                    } catch (InterruptedException e) {
                      thrown.set(e);
                    }
                  });
      asked.await();
      caller.interrupt();
      caller.join();

      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      server.awaitLeft();
    }
  }

  @Test
  void aPlainServerIsNoTlsServer() throws Exception {
    try (var server = server("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      var url = URI.create(server.url("/").toString().replace("http:", "https:"));
      assertThat(none(HttpCall.get(url, SHORT)).why()).isIn(Why.TLS, Why.LATE);
    }
  }

  @Test
  void aHeaderCannotSmuggleAnother() {
    var call = HttpCall.get(URI.create("http://127.0.0.1/"), LONG);
    assertThatThrownBy(() -> call.with("X", "y\r\nZ: 1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
