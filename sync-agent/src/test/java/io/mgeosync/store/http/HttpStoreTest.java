package io.mgeosync.store.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreReads;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.s3.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections, TLS, addresses. */
final class HttpStoreTest {
  private static final ObjectKey KEY = new ObjectKey("model/v1/x");
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @TempDir private Path scratch;

  private static HttpStore at(String url) {
    return HttpStore.open(new HttpStoreSettings(URI.create(url), null, TIMEOUT));
  }

  @Test
  void oneConnectionServesOneRangeAfterTheOther() throws IOException {
    InMemoryStore objects = new InMemoryStore();
    objects.put(KEY, Content.of(new byte[3 << 20]), new Precondition.None());
    try (TestServer server = TestServer.start(new ObjectHandler(objects));
        HttpStore store = server.open()) {
      var object = store.find(KEY).orElseThrow();
      for (int i = 0; i < 20; i++) {
        try (InputStream in = store.open(object, new ByteRange(i, 1 << 20))) {
          assertThat(in.readAllBytes()).hasSize(1 << 20);
        }
      }
      assertThat(server.requests()).hasSize(21);
      assertThat(server.connections()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() throws IOException {
    TestServer server = TestServer.start(exchange -> {});
    HttpStore store = server.open();
    server.close();
    try (store) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> store.find(KEY))
          .withMessageContaining("cannot be connected to");
    }
  }

  @Test
  void aHostWithoutAnAddressIsUnavailable() {
    try (HttpStore store = at("http://no-such-host.invalid/")) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> store.find(KEY))
          .withMessageContaining("no-such-host.invalid");
    }
  }

  @Test
  void aMirrorThatIsAskedForAListingSaysThatItHasNone() {
    try (HttpStore store = at("http://127.0.0.1:9/models")) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.list(KEY))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION))
          .withMessageContaining("cannot list");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:hush@cache/models",
        "https://cache/models?signature=hush",
        "ftp://cache/hush",
        "http:///hush"
      })
  void anAddressThatCannotBeUsedIsRefusedUnquoted(String url) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> at(url))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
  }

  @Test
  void anOwnAuthorityIsTrustedFromItsFileAndNoOther() throws Exception {
    TestCertificate certificate = TestCertificate.create(scratch);
    try (TestServer server =
            TestServer.startTls(
                tls(certificate),
                exchange ->
                    TestServer.answer(
                        exchange, 200, Map.of("ETag", "\"e\""), "hello".getBytes(UTF_8)));
        HttpStore trusting = server.openTls(certificate.pem());
        HttpStore other = server.openTls(null)) {
      assertThat(StoreReads.readAll(trusting, KEY, 100)).asString(UTF_8).isEqualTo("hello");
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> other.find(KEY))
          .withMessageContaining("ca-file");
    }
  }

  private static SSLContext tls(TestCertificate certificate) throws Exception {
    char[] password = TestCertificate.PASSWORD.toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(certificate.keyStore())) {
      keys.load(in, password);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
