package io.mgeosync.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.MinimumPace;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.PreconditionFailedException;
import io.mgeosync.store.RangeIgnoredException;
import io.mgeosync.store.RetrySettings;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreDecorators;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreMetrics;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.StoredObject;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers and proxies that answer otherwise than S3 does. */
final class S3OddServersTest {
  private static final ObjectKey KEY = new ObjectKey("model/v1/x");
  private static final StoredObject OBJECT = new StoredObject(KEY, 10, "etag");
  private static final byte[] TEN = "0123456789".getBytes(UTF_8);

  @Test
  void aServerThatIgnoresRangesIsNoticed() throws IOException {
    try (RawServer server =
            new RawServer(
                exchange -> RawServer.answer(exchange, 200, Map.of("ETag", "\"etag\""), TEN));
        S3Store store = server.open()) {
      assertThatExceptionOfType(RangeIgnoredException.class)
          .isThrownBy(() -> store.open(OBJECT, new ByteRange(3, 4)))
          .withMessageContaining("bytes 3-6 of model/v1/x")
          .satisfies(e -> assertThat(e.retryable()).isFalse());
    }
  }

  @Test
  void anotherRangeThanTheOneAskedForIsNoticed() throws IOException {
    Map<String, String> headers = Map.of("ETag", "\"etag\"", "Content-Range", "bytes 0-3/10");
    try (RawServer server =
            new RawServer(exchange -> RawServer.answer(exchange, 206, headers, new byte[4]));
        S3Store store = server.open()) {
      assertThatExceptionOfType(RangeIgnoredException.class)
          .isThrownBy(() -> store.open(OBJECT, new ByteRange(3, 4)))
          .withMessageContaining("bytes 0-3/10");
    }
  }

  @Test
  void aBodyThatEndsEarlyIsAnErrorNotAShortObject() throws IOException {
    try (RawServer server =
            new RawServer(
                exchange -> {
                  exchange.getResponseHeaders().set("ETag", "\"etag\"");
                  exchange.getResponseHeaders().set("Content-Range", "bytes 0-9/10");
                  exchange.sendResponseHeaders(206, 0);
                  exchange.getResponseBody().write(TEN, 0, 6);
                });
        S3Store store = server.open();
        InputStream in = store.open(OBJECT, new ByteRange(0, 10))) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(in::readAllBytes)
          .withMessageContaining("6 of 10 bytes")
          .withCauseInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void aBodyThatStopsIsGivenUpAtTheDeadline() throws Exception {
    var over = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                exchange -> {
                  exchange.getResponseHeaders().set("ETag", "\"etag\"");
                  exchange.getResponseHeaders().set("Content-Range", "bytes 0-9/10");
                  exchange.sendResponseHeaders(206, 10);
                  exchange.getResponseBody().write(TEN, 0, 6);
                  exchange.getResponseBody().flush();
                  awaitQuietly(over);
                });
        S3Store store = server.open(Duration.ofMillis(300));
        InputStream in = store.open(OBJECT, new ByteRange(0, 10))) {
      assertThat(in.readNBytes(6)).hasSize(6);
      assertThatExceptionOfType(IOException.class).isThrownBy(in::read);
    } finally {
      over.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aBusyServersRetryAfterIsPassedOn() throws IOException {
    try (RawServer server =
            new RawServer(
                exchange ->
                    RawServer.answer(exchange, 503, Map.of("Retry-After", "7"), new byte[0]));
        S3Store store = server.open()) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> store.find(KEY))
          .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)))
          .withMessageContaining("503");
    }
  }

  @Test
  @Timeout(60)
  void aListingThatGoesOnAndOnIsGivenUp() throws IOException {
    AtomicInteger pages = new AtomicInteger();
    HttpHandler endless =
        exchange -> {
          String xml =
              "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t%d</NextContinuationToken></ListBucketResult>"
                  .formatted(pages.incrementAndGet());
          RawServer.answer(
              exchange, 200, Map.of("Content-Type", "application/xml"), xml.getBytes(UTF_8));
        };
    try (RawServer server = new RawServer(endless);
        S3Store store = server.open(Duration.ofMillis(200))) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> store.list(new ObjectKey("model")));
      assertThat(pages).hasPositiveValue();
    }
  }

  @Test
  @Timeout(60)
  void anAnswerInXmlThatGoesOnAndOnIsCutOff() throws IOException {
    HttpHandler endless =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/xml");
          exchange.sendResponseHeaders(200, 0);
          byte[] spaces = " ".repeat(64 << 10).getBytes(UTF_8);
          while (true) {
            exchange.getResponseBody().write(spaces);
          }
        };
    try (RawServer server = new RawServer(endless);
        S3Store store = server.open()) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> store.list(new ObjectKey("model")))
          .withMessageContaining("an answer of more than 16 MiB");
    }
  }

  /**
   * Otherwise it would hold a thread and a connection for ever, and a few hundred hold them all.
   */
  @Test
  @Timeout(60)
  void aHeadThatDripsIsGivenUpAndItsConnectionClosed() throws Exception {
    var closed = new CountDownLatch(1);
    try (DrippingHead server = new DrippingHead(closed);
        S3Store store = RawServer.open(server.endpoint(), Duration.ofMillis(300))) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> store.find(KEY))
          .withMessageContaining("in time");
      assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aServerThatIsBusyOnceIsAskedAgain() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Map<String, String> ok = Map.of("ETag", "\"etag\"");
    try (RawServer server =
            new RawServer(
                exchange ->
                    RawServer.answer(
                        exchange, asked.incrementAndGet() == 1 ? 503 : 200, ok, new byte[0]));
        Store store =
            StoreDecorators.wrap(
                server.open(),
                RetrySettings.DEFAULT,
                MinimumPace.ofStore(Duration.ofSeconds(30)),
                new StoreMetrics(new PrometheusRegistry()))) {
      assertThat(store.find(KEY)).isPresent();
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, InvalidAccessKeyId, DENIED, AWS_ACCESS_KEY_ID",
    "403, SignatureDoesNotMatch, DENIED, AWS_SECRET_ACCESS_KEY",
    "403, AccessDenied, DENIED, s3:GetObject",
    "403, RequestTimeTooSkewed, DENIED, clock",
    "301, PermanentRedirect, CONFIGURATION, eu-north-7",
    "400, AuthorizationHeaderMalformed, CONFIGURATION, eu-north-7",
    "404, NoSuchBucket, MISSING, bucket models",
    "503, SlowDown, UNAVAILABLE, later",
    "500, InternalError, UNAVAILABLE, later",
    "409, ConditionalRequestConflict, UNAVAILABLE, again",
    "418, Odd, CONFIGURATION, Odd"
  })
  void eachRefusalOfAServerHasItsKindAndRemedy(int status, String code, Kind kind, String word)
      throws IOException {
    try (RawServer server = new RawServer(exchange -> RawServer.error(exchange, status, code));
        S3Store store = server.open()) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.list(KEY))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
          .withMessageContaining(word)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret detail", "\n"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, InvalidAccessKeyId, does not know the access key",
    "403, SignatureDoesNotMatch, secret key",
    "403, RequestTimeTooSkewed, there it is 20",
    "400, ExpiredToken, has expired",
    "400, InvalidToken, session token",
    "400, AuthorizationHeaderMalformed, eu-north-7",
    "404, NoSuchBucket, no bucket models"
  })
  void aRefusedLookSaysWhatAReadingSays(int status, String code, String word) throws IOException {
    try (RawServer server = new RawServer(exchange -> RawServer.error(exchange, status, code));
        S3Store store = server.open()) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.find(KEY))
          .withMessageContaining(word);
    }
  }

  @Test
  void aCaptivePortalIsNamedAsSuch() throws IOException {
    Map<String, String> page = Map.of("Location", "https://user:pw@login.example.com/?t=token");
    try (RawServer server =
            new RawServer(exchange -> RawServer.answer(exchange, 302, page, new byte[0]));
        S3Store store = server.open()) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> store.find(KEY))
          .withMessageContaining("HTTP 302, which leads to https://login.example.com")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("token", "pw@"));
    }
  }

  @Test
  void anAnswerThatIsNoS3IsUnavailableAndSaysSo() throws IOException {
    byte[] html = "<html>welcome</html>".getBytes(UTF_8);
    try (RawServer server =
            new RawServer(
                exchange ->
                    RawServer.answer(exchange, 200, Map.of("Content-Type", "text/html"), html));
        S3Store store = server.open()) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> store.list(KEY))
          .withMessageContaining("proxy");
    }
  }

  @Test
  void aServerThatIgnoresConditionsIsFoundOutAndCheckedBeforeEachWrite() throws IOException {
    Map<String, String> tags = new ConcurrentHashMap<>();
    try (RawServer server = new RawServer(exchange -> ignoreConditions(exchange, tags));
        S3Store store = server.open()) {
      Precondition absent = new Precondition.Absent();
      store.put(KEY, Content.of(TEN), absent);
      assertThat(store.capabilities()).isEmpty();
      assertThatExceptionOfType(PreconditionFailedException.class)
          .isThrownBy(() -> store.put(KEY, Content.of(new byte[1]), absent));
      long puts = server.requests().stream().filter(r -> r.startsWith("PUT")).count();
      assertThat(puts).as("what learns is the write").isEqualTo(1);
    }
  }

  private static void ignoreConditions(HttpExchange exchange, Map<String, String> tags)
      throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("PUT")) {
      tags.put(path, "\"t" + tags.size() + "\"");
    }
    boolean bucket = path.equals("/models");
    int status = bucket || tags.containsKey(path) ? 200 : 404;
    RawServer.answer(
        exchange, status, Map.of("ETag", tags.getOrDefault(path, "\"none\"")), new byte[0]);
  }

  @Test
  void aServerThatRefusesConditionsIsWrittenToWithoutThem() throws IOException {
    Map<String, String> tags = new ConcurrentHashMap<>();
    try (RawServer server =
            new RawServer(
                exchange -> {
                  if (exchange.getRequestHeaders().containsKey("If-None-Match")) {
                    RawServer.error(exchange, 501, "NotImplemented");
                  } else {
                    ignoreConditions(exchange, tags);
                  }
                });
        S3Store store = server.open()) {
      assertThat(store.put(KEY, Content.of(TEN), new Precondition.Absent()).tag()).isEqualTo("t0");
      assertThat(store.capabilities()).isEmpty();
    }
  }
}
