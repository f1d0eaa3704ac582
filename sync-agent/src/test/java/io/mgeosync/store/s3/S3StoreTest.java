package io.mgeosync.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StorePlace.Bucket;
import io.mgeosync.store.StoreReads;
import io.mgeosync.store.StoredObject;
import io.minio.Http;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S3StoreTest {
  private static final ObjectKey KEY = new ObjectKey("model/v1/x");

  @TempDir private Path directory;

  private static void assertRefused(S3Store store, Kind kind, String word) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.find(KEY))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
        .withMessageContaining(word)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(S3Server.SECRET));
  }

  private S3Store with(S3Server server, String url, Map<String, String> variables) {
    return S3Server.open(
        S3Server.bucket(server.endpoint(), url, null), S3Server.environment(variables));
  }

  @Test
  void wrongCredentialsAreDeniedWithoutShowingThem() throws Exception {
    Map<String, String> wrong =
        Map.of("AWS_ACCESS_KEY_ID", "someone", "AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
    try (S3Server server = S3Server.start(directory);
        S3Store store = with(server, "s3://models", wrong)) {
      assertRefused(store, Kind.DENIED, server.endpoint().getAuthority());
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.list(KEY))
          .withMessageContaining("AWS_ACCESS_KEY_ID");
    }
  }

  @Test
  void noCredentialsAtAllAreDeniedWithTheRemedy() {
    Bucket bucket = S3Server.bucket(URI.create("http://127.0.0.1:1"), "s3://models", null);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(
            () ->
                S3Server.open(
                    bucket, S3Server.environment(Map.of("AWS_EC2_METADATA_DISABLED", "true"))))
        .withMessageContaining("AWS_ACCESS_KEY_ID");
  }

  @Test
  void credentialsComeFromTheProfileThatIsAskedFor() throws Exception {
    Path file = directory.resolve("credentials");
    Files.writeString(
        file,
        """
        [default]
        aws_access_key_id = nobody
        aws_secret_access_key = nothing
        [publisher]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        """
            .formatted(S3Server.KEY_ID, S3Server.SECRET));
    Map<String, String> variables =
        Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString(), "AWS_PROFILE", "publisher");
    try (S3Server server = S3Server.start(directory.resolve("s3"));
        S3Store store = with(server, "s3://models", variables)) {
      assertThat(store.find(KEY)).isEmpty();
    }
  }

  @Test
  void aBucketThatIsNotThereIsNamed() throws Exception {
    try (S3Server server = S3Server.start(directory);
        S3Store store = server.open("s3://no-such-bucket/p")) {
      assertRefused(store, Kind.MISSING, "no bucket no-such-bucket");
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.list(KEY))
          .withMessageContaining("no bucket no-such-bucket");
    }
  }

  @Test
  void aRefusedConnectionIsUnavailable() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    try (S3Store store =
        S3Server.open(S3Server.bucket(endpoint, "s3://models", null), S3Server.credentials())) {
      assertRefused(store, Kind.UNAVAILABLE, "cannot be connected to");
    }
  }

  @Test
  void aServerThatNeverAnswersIsUnavailableByTheDeadline() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI endpoint = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      Bucket bucket = S3Server.bucket(endpoint, "s3://models", null);
      try (S3Store store = S3Store.open(bucket, Duration.ofMillis(300), S3Server.credentials())) {
        assertRefused(store, Kind.UNAVAILABLE, "did not answer in time");
      }
    }
  }

  @Test
  void anUploadInPartsIsOneObject() throws Exception {
    byte[] bytes = new byte[S3Uploads.PART + 5];
    new Random(3).nextBytes(bytes);
    try (S3Server server = S3Server.start(directory);
        S3Store store = server.open("s3://models/p")) {
      StoredObject written = store.put(KEY, Content.of(bytes), new Precondition.None());
      assertThat(store.find(KEY)).contains(written);
      assertThat(Arrays.equals(StoreReads.readAll(store, written, bytes.length), bytes)).isTrue();
    }
  }

  @Test
  void aServerWithAnOwnAuthorityIsTrustedOnlyThroughTheCaFile() throws Exception {
    TestCertificate certificate = TestCertificate.create(directory);
    try (S3Server server =
        S3Server.startTls(
            directory.resolve("s3"), certificate.keyStore(), TestCertificate.PASSWORD)) {
      URI endpoint = server.secureEndpoint();
      try (S3Store store =
          S3Server.open(
              S3Server.bucket(endpoint, "s3://models", certificate.pem()),
              S3Server.credentials())) {
        store.put(KEY, Content.of("x".getBytes(UTF_8)), new Precondition.None());
        assertThat(store.find(KEY)).isPresent();
      }
      try (S3Store store =
          S3Server.open(S3Server.bucket(endpoint, "s3://models", null), S3Server.credentials())) {
        assertRefused(store, Kind.UNAVAILABLE, "set ca-file");
      }
    }
  }

  @Test
  void theHostNameOfACertificateIsChecked() throws Exception {
    TestCertificate certificate = TestCertificate.create(directory);
    try (S3Server server =
            S3Server.startTls(
                directory.resolve("s3"), certificate.keyStore(), TestCertificate.PASSWORD);
        S3Store store =
            S3Server.open(
                S3Server.bucket(
                    URI.create("https://localhost:" + server.secureEndpoint().getPort()),
                    "s3://models",
                    certificate.pem()),
                S3Server.credentials())) {
      assertRefused(store, Kind.UNAVAILABLE, "host name");
    }
  }

  @Test
  void aCaFileWithoutCertificatesIsRefusedAtOnce() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    Bucket bucket = S3Server.bucket(URI.create("https://127.0.0.1:1"), "s3://models", empty);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> S3Server.open(bucket, S3Server.credentials()))
        .withMessageContaining("empty.pem");
  }

  @Test
  void anEndpointWithAPathIsRefusedAtOnce() {
    Bucket bucket = S3Server.bucket(URI.create("http://127.0.0.1:1/minio"), "s3://models", null);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> S3Server.open(bucket, S3Server.credentials()))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION));
  }

  @Test
  void virtualStyleNamesTheBucketInTheHost() throws Exception {
    Http.BaseUrl url = new Http.BaseUrl("http://s3.example.com:9000");
    url.enableVirtualStyleEndpoint();
    assertThat(url.buildUrl(Http.Method.GET, "models", "k", "us-east-1", null))
        .hasToString("http://models.s3.example.com:9000/k");
  }
}
