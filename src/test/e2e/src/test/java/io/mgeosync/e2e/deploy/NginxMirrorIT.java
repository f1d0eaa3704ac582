package io.mgeosync.e2e.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.channel.Pin;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundlePath;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.publish.Publisher;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ObjectChangedException;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreKeys;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreReads;
import io.mgeosync.store.StoreSettings;
import io.mgeosync.store.StoredObject;
import io.mgeosync.store.http.HttpStore;
import io.mgeosync.store.http.HttpStoreSettings;
import io.mgeosync.store.open.Stores;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** deploy/nginx/mirror.conf in a real nginx, before another one that serves a published store. */
@Needs("nginx")
class NginxMirrorIT {
  private static final BundleName BUNDLE = new BundleName("mgeo-base");
  private static final BundleVersion VERSION = new BundleVersion("v1");
  private static final ObjectKey WEIGHTS = key("model.bin");
  private static final int SIZE = 10_000_000;
  private static final int SLICE = 4 << 20;

  private final byte[] weights = new byte[SIZE];
  private MirrorSite site;
  private HttpStore mirror;
  private Pin pin;

  @BeforeEach
  void publish() throws IOException {
    site = new MirrorSite();
    mirror = HttpStore.open(new HttpStoreSettings(site.url(), null, Duration.ofSeconds(20)));
    new Random(3).nextBytes(weights);
    Path model = Files.createDirectories(site.scratch().resolve("model"));
    Files.write(model.resolve("model.bin"), weights);
    Files.write(model.resolve("empty.txt"), new byte[0]);
    try (Store store = Stores.open(settings(), new PrometheusRegistry())) {
      pin = new Publisher(store, Clock.systemUTC()).publish(model, BUNDLE, VERSION);
    }
  }

  @AfterEach
  void stop() throws IOException {
    mirror.close();
    site.close();
  }

  private StoreSettings settings() {
    return StoreSettings.ofUrl("file://" + site.store());
  }

  private static ObjectKey key(String path) {
    return StoreKeys.file(BUNDLE, VERSION, new BundlePath(path));
  }

  private StoreReader chain() {
    return Stores.openReader(
        settings(),
        List.of(site.url()),
        new PrometheusRegistry(),
        Clock.systemUTC(),
        new Random(5));
  }

  private static byte[] read(StoreReader store, StoredObject object, long from, int length)
      throws IOException {
    try (InputStream in = store.open(object, new ByteRange(from, length))) {
      return in.readAllBytes();
    }
  }

  private StoredObject find(String path) {
    return mirror.find(key(path)).orElseThrow();
  }

  private HttpResponse<String> ask(String method, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(site.url() + "/" + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Range", "bytes=0-99");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String cacheStatus(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Cache-Status").orElse("none");
  }

  @Test
  void rangesThroughTheMirrorAreTheOriginsBytesFetchedSliceBySlice() throws IOException {
    int from = SLICE - 1000;
    assertThat(read(mirror, find("model.bin"), from, 2000))
        .isEqualTo(Arrays.copyOfRange(weights, from, from + 2000));
    assertThat(site.originRequests())
        .containsExactly(
            "GET /models/mgeo-base/v1/model.bin bytes=0-4194303",
            "GET /models/mgeo-base/v1/model.bin bytes=4194304-8388607");
  }

  @Test
  void anEmptyFileAndTheManifestComeThroughToo() throws IOException {
    assertThat(find("empty.txt").size()).isZero();
    assertThat(site.originRequests())
        .as("the origin has refused the first slice of nothing")
        .containsExactly(
            "GET /models/mgeo-base/v1/empty.txt bytes=0-4194303",
            "HEAD /models/mgeo-base/v1/empty.txt -");
    byte[] manifest = StoreReads.readAll(mirror, StoreKeys.manifest(BUNDLE, VERSION), 1 << 20);
    assertThat(Digest.sha256Of(manifest)).isEqualTo(pin.digest());
  }

  @Test
  void theSecondFetchIsServedFromTheCacheThoughTheOriginIsGone() throws Exception {
    assertThat(read(mirror, find("model.bin"), 0, SIZE)).isEqualTo(weights);
    site.stopOrigin();
    assertThat(cacheStatus(ask("GET", WEIGHTS.value()))).isEqualTo("HIT");
    assertThat(read(mirror, find("model.bin"), 0, SIZE)).isEqualTo(weights);
  }

  @Test
  void aReplacedObjectIsNoticedAndNeverMixedWithSlicesOfTheOldOne() throws IOException {
    StoredObject old = find("model.bin");
    assertThat(read(mirror, old, 0, 100)).hasSize(100);
    byte[] other = replaceWeights();
    assertThatExceptionOfType(ObjectChangedException.class)
        .as("a slice that only the new object gave")
        .isThrownBy(() -> read(mirror, old, 2 * SLICE, 100));
    assertThatExceptionOfType(Exception.class)
        .as("slices of both")
        .isThrownBy(() -> read(mirror, old, 0, SIZE))
        .satisfies(e -> assertThat(e).isInstanceOfAny(IOException.class, StoreException.class));
    try (StoreReader chain = chain()) {
      assertThat(insist(chain)).isEqualTo(other);
    }
  }

  /** As a fetch does: what fails is found again, from its start here. */
  private static byte[] insist(StoreReader chain) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return read(chain, chain.find(WEIGHTS).orElseThrow(), 0, SIZE);
      } catch (IOException | StoreException e) {
        assertThat(attempt).as("attempts, the last one failed with %s", e).isLessThan(3);
      }
    }
  }

  private byte[] replaceWeights() throws IOException {
    byte[] other = new byte[SIZE];
    new Random(4).nextBytes(other);
    Path file = site.store().resolve(WEIGHTS.value());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.write(file, other);
    // nginx makes its ETag of size and whole seconds.
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    return other;
  }

  @Test
  void aLyingMirrorIsCaughtByTheDigestAndTheChainGoesToTheOrigin() throws IOException {
    Digest expected = Digest.sha256Of(weights);
    try (StoreReader chain = chain()) {
      StoredObject first = chain.find(WEIGHTS).orElseThrow();
      assertThat(Digest.sha256Of(read(chain, first, 0, SIZE))).isEqualTo(expected);
      site.damageCache();
      assertThat(Digest.sha256Of(read(chain, first, 0, SIZE))).isNotEqualTo(expected);
      chain.distrust(first);
      StoredObject second = chain.find(WEIGHTS).orElseThrow();
      assertThat(second).isNotEqualTo(first);
      assertThat(Digest.sha256Of(read(chain, second, 0, SIZE))).isEqualTo(expected);
    }
  }

  @Test
  void aChannelIsNeverKept() throws Exception {
    Path channel = site.store().resolve("channels/production.yaml");
    Files.createDirectories(channel.getParent());
    Files.writeString(channel, "sequence: 1", UTF_8);
    assertThat(ask("GET", "channels/production.yaml").body()).isEqualTo("sequence: 1");
    Files.writeString(channel, "sequence: 22", UTF_8);
    HttpResponse<String> later = ask("GET", "channels/production.yaml");
    assertThat(later.body()).isEqualTo("sequence: 22");
    assertThat(cacheStatus(later)).isEqualTo("none");
  }

  @Test
  void whatIsPublishedAMinuteLaterIsNotHiddenByAnOldAnswer() throws IOException {
    assertThat(mirror.find(key("later.bin"))).isEmpty();
    Files.writeString(site.store().resolve(key("later.bin").value()), "here", UTF_8);
    assertThat(mirror.find(key("later.bin"))).isPresent();
  }

  @Test
  void aMirrorIsOnlyReadPathByPath() throws Exception {
    assertThat(ask("DELETE", WEIGHTS.value()).statusCode()).isEqualTo(405);
    assertThat(ask("GET", WEIGHTS.value() + "?versionId=1").statusCode()).isEqualTo(400);
    assertThat(site.originRequests()).isEmpty();
  }
}
