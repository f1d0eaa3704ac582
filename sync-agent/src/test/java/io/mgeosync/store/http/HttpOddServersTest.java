package io.mgeosync.store.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ObjectChangedException;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.ObjectMissingException;
import io.mgeosync.store.RangeIgnoredException;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that answer otherwise than a file server does, and mirrors that mean ill. */
final class HttpOddServersTest {
  private static final ObjectKey KEY = new ObjectKey("model/v1/x");
  private static final StoredObject OBJECT = new StoredObject(KEY, 10, "\"e\"");
  private static final ByteRange MIDDLE = new ByteRange(3, 4);
  private static final byte[] TEN = "0123456789".getBytes(UTF_8);

  private static HttpHandler always(int status, Map<String, String> headers, String body) {
    return exchange -> TestServer.answer(exchange, status, headers, body.getBytes(UTF_8));
  }

  /** What a mirror's answer to a request for bytes 3-6 of ten does to the reader. */
  private static <E extends Exception> E refusal(
      Class<E> type, StoredObject object, HttpHandler handler) throws IOException {
    try (TestServer server = TestServer.start(handler);
        HttpStore store = server.open()) {
      return assertThatExceptionOfType(type).isThrownBy(() -> store.open(object, MIDDLE)).actual();
    }
  }

  @Test
  void theWholeObjectInPlaceOfARangeIsNoticed() throws IOException {
    var refusal =
        refusal(
            RangeIgnoredException.class,
            OBJECT,
            always(200, Map.of("ETag", "\"e\""), "0123456789"));
    assertThat(refusal).hasMessageContaining("the whole object");
    assertThat(refusal.retryable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes 0-3/10", "bytes 3-7/10", "bytes 3-66/10", "rows 3-6/10", ""})
  void anotherRangeThanTheOneAskedForIsNoticed(String said) throws IOException {
    Map<String, String> headers =
        said.isEmpty() ? Map.of("ETag", "\"e\"") : Map.of("ETag", "\"e\"", "Content-Range", said);
    refusal(RangeIgnoredException.class, OBJECT, always(206, headers, "3456"));
  }

  @ParameterizedTest
  @CsvSource({"bytes 3-6/11, \"e\"", "bytes 3-6/10, \"other\"", "bytes 3-6/10, W/\"e\""})
  void aPartOfAnotherObjectIsNoticedThoughTheServerIgnoresThePin(String part, String etag)
      throws IOException {
    refusal(
        ObjectChangedException.class,
        OBJECT,
        always(206, Map.of("ETag", etag, "Content-Range", part), "3456"));
  }

  @Test
  void aPartWithoutATagProvesNothing() throws IOException {
    refusal(
        ObjectChangedException.class,
        OBJECT,
        always(206, Map.of("Content-Range", "bytes 3-6/10"), "3456"));
  }

  @ParameterizedTest
  @ValueSource(ints = {412, 416})
  void aFailedPinIsAChangedObject(int status) throws IOException {
    refusal(ObjectChangedException.class, OBJECT, always(status, Map.of(), "no"));
  }

  @Test
  void anObjectThatIsGoneIsMissing() throws IOException {
    refusal(ObjectMissingException.class, OBJECT, always(404, Map.of(), "<html>no</html>"));
  }

  @Test
  void encodedBytesAreRefused() throws IOException {
    Map<String, String> headers =
        Map.of("ETag", "\"e\"", "Content-Range", "bytes 3-6/10", "Content-Encoding", "gzip");
    assertThat(refusal(StoreException.class, OBJECT, always(206, headers, "3456")))
        .hasMessageContaining("Content-Encoding");
  }

  @Test
  void withoutAnETagTheTimeOfTheLastChangePins() throws IOException {
    String first = "Thu, 01 Jan 2026 00:00:00 GMT";
    String later = "Thu, 01 Jan 2026 00:00:01 GMT";
    try (TestServer server =
            TestServer.start(
                exchange ->
                    TestServer.answer(
                        exchange,
                        exchange.getRequestMethod().equals("HEAD") ? 200 : 206,
                        Map.of(
                            "Last-Modified",
                            first.equals(
                                    exchange.getRequestHeaders().getFirst("If-Unmodified-Since"))
                                ? later
                                : first,
                            "Content-Range",
                            "bytes 3-6/10"),
                        TEN));
        HttpStore store = server.open()) {
      StoredObject found = store.find(KEY).orElseThrow();
      assertThat(found.tag()).isEqualTo("Last-Modified " + first);
      assertThatExceptionOfType(ObjectChangedException.class)
          .isThrownBy(() -> store.open(found, MIDDLE));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, DENIED, credentials",
    "403, DENIED, address",
    "302, CONFIGURATION, redirect",
    "418, CONFIGURATION, HTTP 418",
    "204, CONFIGURATION, HTTP 204",
    "500, UNAVAILABLE, later",
    "502, UNAVAILABLE, later",
    "429, UNAVAILABLE, later"
  })
  void eachRefusalOfAServerHasItsKindAndRemedy(int status, Kind kind, String word)
      throws IOException {
    Map<String, String> headers = Map.of("Location", "http://169.254.169.254/secret");
    try (TestServer server = TestServer.start(always(status, headers, ""));
        HttpStore store = server.open()) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.find(KEY))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
          .withMessageContaining(word)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret", "\n"));
      assertThat(server.requests()).containsExactly("HEAD /models/model/v1/x");
    }
  }

  @Test
  void aBusyServersRetryAfterIsPassedOn() throws IOException {
    var refusal =
        refusal(
            StoreUnavailableException.class, OBJECT, always(503, Map.of("Retry-After", "7"), ""));
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void anObjectThatNothingPinsIsRefused() throws IOException {
    try (TestServer server = TestServer.start(always(200, Map.of(), "0123456789"));
        HttpStore store = server.open()) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.find(KEY))
          .withMessageContaining("neither ETag nor Last-Modified");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4})
  void aBodyThatEndsEarlyIsAnErrorNotAShortObject(long claimed) throws IOException {
    try (TestServer server = TestServer.start(exchange -> breakOff(exchange, claimed));
        HttpStore store = server.open()) {
      assertThatExceptionOfType(Exception.class)
          .isThrownBy(() -> store.open(OBJECT, MIDDLE).readAllBytes())
          .satisfies(
              e ->
                  assertThat(e instanceof IOException ? e.getCause() : e)
                      .isInstanceOf(StoreUnavailableException.class));
    }
  }

  /** Two bytes of four; {@code claimed} is the length that the answer names, 0 for none. */
  private static void breakOff(HttpExchange exchange, long claimed) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"e\"");
    exchange.getResponseHeaders().set("Content-Range", "bytes 3-6/10");
    exchange.sendResponseHeaders(206, claimed);
    exchange.getResponseBody().write(TEN, 3, 2);
    exchange.getResponseBody().flush();
  }

  @Test
  void aBodyThatGoesOnIsCutAtTheRange() throws IOException {
    Map<String, String> headers = Map.of("ETag", "\"e\"", "Content-Range", "bytes 3-6/10");
    try (TestServer server = TestServer.start(always(206, headers, "3456EVIL"));
        HttpStore store = server.open();
        InputStream in = store.open(OBJECT, MIDDLE)) {
      assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("3456");
    }
  }

  @Test
  @Timeout(20)
  void aServerThatNeverAnswersIsGivenUpAtTheDeadline() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (TestServer server = TestServer.start(exchange -> await(end));
        HttpStore store = server.open(Duration.ofMillis(300))) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> store.find(KEY))
          .withMessageContaining("in time");
      end.countDown();
    }
  }

  @Test
  @Timeout(20)
  void aBodyThatStopsIsGivenUpAtTheDeadline() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    HttpHandler stall =
        exchange -> {
          breakOff(exchange, 4);
          await(end);
        };
    try (TestServer server = TestServer.start(stall);
        HttpStore store = server.open(Duration.ofMillis(300));
        InputStream in = store.open(OBJECT, MIDDLE)) {
      assertThat(in.readNBytes(2)).hasSize(2);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(in::read)
          .withMessageContaining("in time");
      end.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
