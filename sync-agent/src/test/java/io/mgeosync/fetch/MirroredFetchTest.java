package io.mgeosync.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.disk.NodeLayout;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.DrippingStream;
import io.mgeosync.store.FaultyStore;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.MinimumPace;
import io.mgeosync.store.ObjectChangedException;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.RetrySettings;
import io.mgeosync.store.StoreDecorators;
import io.mgeosync.store.StoreMetrics;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoredObject;
import io.mgeosync.store.chain.Backoff;
import io.mgeosync.store.chain.ChainedReader;
import io.mgeosync.store.chain.Mirror;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever mirrors do, a fetch ends with the pinned bytes or a refusal. */
final class MirroredFetchTest {
  private static final FetchOptions OPTIONS =
      new FetchOptions(4, 64 << 10, 0, 4, Duration.ofMillis(1), Duration.ofSeconds(3));

  @TempDir Path folder;
  private final InMemoryStore nearBytes = new InMemoryStore();
  private final InMemoryStore originBytes = new InMemoryStore();
  private final FaultyStore faultyNear = new FaultyStore(nearBytes);
  private final Watched near = new Watched(faultyNear);
  private final Watched origin = new Watched(originBytes);
  private final ChainedReader chain = chain(origin, near);
  private final AtomicReference<FetchProgress> progress =
      new AtomicReference<>(new FetchProgress(0, 0, 0));
  private TestBundle bundle;

  /** Counts what it gave, and remembers what it was distrusted for. */
  private static final class Watched extends ForwardingReader {
    final AtomicLong bytes = new AtomicLong();
    final Set<String> distrusted = ConcurrentHashMap.newKeySet();

    Watched(StoreReader store) {
      super(store);
    }

    @Override
    public InputStream open(StoredObject object, ByteRange range) {
      InputStream in = super.open(object, range);
      bytes.addAndGet(range.length());
      return in;
    }

    @Override
    public void distrust(StoredObject object) {
      distrusted.add(object.key().value());
    }
  }

  /** Has another object at each look, and never the one that was found. */
  private static final class Shifting extends ForwardingReader {
    final AtomicLong looks = new AtomicLong();
    private final int wrongBy;

    Shifting(StoreReader store, int wrongBy) {
      super(store);
      this.wrongBy = wrongBy;
    }

    private boolean isSpared(ObjectKey key) {
      return wrongBy != 0 && key.value().endsWith(Manifest.FILE_NAME);
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
      if (isSpared(key)) {
        return super.find(key);
      }
      long look = looks.incrementAndGet();
      return super.find(key)
          .map(found -> new StoredObject(key, found.size() + wrongBy, "look " + look));
    }

    @Override
    public InputStream open(StoredObject object, ByteRange range) {
      if (isSpared(object.key())) {
        return super.open(object, range);
      }
      throw new ObjectChangedException(object.key(), location());
    }
  }

  private static ChainedReader chain(StoreReader origin, StoreReader... mirrors) {
    List<Mirror> named =
        List.of(mirrors).stream().map(mirror -> new Mirror("a mirror", mirror)).toList();
    return new ChainedReader(named, origin, Backoff.DEFAULT, new SettableClock(), new Random(1));
  }

  @BeforeEach
  void publish() throws IOException {
    bundle = TestBundle.typical(folder.resolve("source"), "v1", 1);
    bundle.publish(originBytes);
    bundle.publish(nearBytes);
  }

  private StagedBundle fetch(StoreReader store) {
    NodeLayout layout = new NodeLayout(folder.resolve("state"), bundle.pin().bundle());
    return new Fetcher(store, layout, Clock.systemUTC(), OPTIONS, progress::set)
        .fetch(bundle.pin());
  }

  private void assertFetched() throws IOException {
    assertWhole(fetch(chain));
  }

  private void assertWhole(StagedBundle staged) throws IOException {
    for (FileEntry entry : bundle.manifest().manifest().files()) {
      String path = entry.path().value();
      assertThat(staged.folder().resolve(path))
          .hasSameBinaryContentAs(bundle.source().resolve(path));
      assertThat(staged.evidence().of(entry.path())).isPresent();
    }
    assertThat(progress.get().fetched()).isEqualTo(bundle.size());
  }

  @Test
  @Timeout(60)
  void aStoreThatHasAnotherObjectAtEachLookIsGivenUp() {
    for (int wrongBy : new int[] {0, 1}) {
      Shifting store = new Shifting(originBytes, wrongBy);
      assertThatExceptionOfType(Refusal.class).isThrownBy(() -> fetch(store));
      assertThat(store.looks).hasValueBetween(2L, 100L);
    }
  }

  @Test
  @Timeout(60)
  void aMirrorThatHasAnotherObjectAtEachLookIsLeftForTheOrigin() throws IOException {
    Shifting mirror = new Shifting(nearBytes, 0);
    assertWhole(fetch(chain(origin, mirror)));
    assertThat(mirror.looks).hasValueLessThan(20L);
  }

  @Test
  @Timeout(60)
  void aMirrorThatIsSlowToLookIsLeftForTheOrigin() throws IOException {
    AtomicLong looks = new AtomicLong();
    StoreReader slow =
        new ForwardingReader(nearBytes) {
          @Override
          public Optional<StoredObject> find(ObjectKey key) {
            looks.incrementAndGet();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            return super.find(key);
          }
        };
    Backoff patience =
        new Backoff(
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            Duration.ofHours(12),
            Duration.ofMillis(1));
    List<Mirror> mirrors = List.of(new Mirror("slow", slow));
    assertWhole(
        fetch(new ChainedReader(mirrors, origin, patience, new SettableClock(), new Random(1))));
    assertThat(looks).hasValueLessThan(5L);
  }

  @Test
  @Timeout(120)
  void aMirrorThatDripsIsLeftForTheOrigin() throws IOException {
    StoreReader dripping =
        new ForwardingReader(nearBytes) {
          @Override
          public InputStream open(StoredObject object, ByteRange range) {
            return new DrippingStream(super.open(object, range));
          }
        };
    StoreReader mirror =
        StoreDecorators.wrapReader(
            dripping,
            RetrySettings.NONE,
            new MinimumPace(Duration.ofMillis(200), 64 << 10),
            new StoreMetrics(new PrometheusRegistry()));
    assertWhole(fetch(chain(origin, mirror)));
    assertThat(origin.bytes).hasPositiveValue();
  }

  private static byte[] flipped(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    return bytes;
  }

  @Test
  void aGoodMirrorSparesTheOriginEveryByte() throws IOException {
    assertFetched();
    assertThat(origin.bytes).hasValue(0);
    assertThat(near.distrusted).isEmpty();
  }

  @Test
  void aMirrorWithFlippedBitsIsDistrustedAndOnlyWhatWasMissingComesFromTheOrigin()
      throws IOException {
    nearBytes.tamper(
        bundle.key("weights.bin"), flipped(bundle.source().resolve("weights.bin"), 500_000));
    assertFetched();
    assertThat(near.distrusted).containsExactly(bundle.key("weights.bin").value());
    assertThat(origin.bytes.get()).isBetween(1L, 900_000L);
  }

  @Test
  void aMirrorOfAConsistentButDifferentBundleIsDistrustedAtItsManifest() throws IOException {
    TestBundle other = TestBundle.typical(folder.resolve("other"), "v1", 2);
    other.publish(nearBytes);
    assertFetched();
    assertThat(near.distrusted).containsExactly(bundle.key(Manifest.FILE_NAME).value());
    assertThat(near.bytes).hasValue(other.manifest().bytes().length);
  }

  @Test
  void aMirrorWithTheRightManifestAndAnotherBundlesFilesIsDistrusted() throws IOException {
    TestBundle.typical(folder.resolve("other"), "v1", 2).publish(nearBytes);
    put(Manifest.FILE_NAME, bundle.manifest().bytes());
    assertFetched();
    assertThat(near.distrusted).containsExactly(bundle.key("weights.bin").value());
  }

  @Test
  void anOldManifestOfTheSameSizeOrAnyOtherIsDistrusted() throws IOException {
    byte[] old = bundle.manifest().bytes();
    old[old.length / 2] ^= 1;
    put(Manifest.FILE_NAME, old);
    assertFetched();
    assertThat(near.distrusted).containsExactly(bundle.key(Manifest.FILE_NAME).value());
  }

  @Test
  void aHugeManifestOfAMirrorIsNotReadAndTheMirrorDistrusted() throws IOException {
    put(Manifest.FILE_NAME, new byte[65 << 20]);
    assertFetched();
    assertThat(near.bytes).hasValue(0);
    assertThat(near.distrusted).isNotEmpty();
  }

  @Test
  void aFileOfTheWrongSizeIsNotReadAndTheMirrorDistrusted() throws IOException {
    put("weights.bin", TestBundle.bytes(1, 999_999));
    assertFetched();
    assertThat(near.distrusted).containsExactly(bundle.key("weights.bin").value());
  }

  private void put(String file, byte[] bytes) {
    nearBytes.put(bundle.key(file), Content.of(bytes), new Precondition.None());
  }

  @Test
  void aMirrorThatDiesInMidFetchIsLeftAndNoProvenByteIsFetchedTwice() throws IOException {
    faultyNear.fail(call -> call.number() > 8);
    assertFetched();
    assertThat(near.bytes.get()).isPositive();
    assertThat(near.bytes.get() + origin.bytes.get())
        .isEqualTo(bundle.size() + bundle.manifest().bytes().length);
    assertThat(near.distrusted).isEmpty();
  }

  @Test
  void aMirrorWhoseStreamsBreakIsLeftWithTheChunksThatArrived() throws IOException {
    faultyNear.truncate(FaultyStore.on("open", bundle.key("weights.bin")), 40_000);
    assertFetched();
    assertThat(origin.bytes.get()).isBetween(1L, bundle.size());
  }

  @Test
  void aMirrorThatDiesWhileTheManifestIsReadIsLeft() throws IOException {
    faultyNear.truncate(FaultyStore.on("open", bundle.key(Manifest.FILE_NAME)), 10);
    assertFetched();
  }

  @Test
  void aFileThatAMirrorLacksComesFromTheOriginAndTheRestFromTheMirror() throws IOException {
    nearBytes.remove(bundle.key("tokenizer/vocab.txt"));
    assertFetched();
    assertThat(origin.bytes).hasValue(50_000);
  }

  @Test
  void aMirrorThatReplacesAnObjectMidwayIsAskedAgain() throws IOException {
    byte[] same = Files.readAllBytes(bundle.source().resolve("weights.bin"));
    StoreReader replacing =
        new ReplacingStore(near, () -> put("weights.bin", same), bundle.key("weights.bin"));
    assertWhole(fetch(chain(origin, replacing)));
    assertThat(near.distrusted).isEmpty();
  }

  @Test
  void twoLiarsBeforeTheOriginAreBothFoundOut() throws IOException {
    byte[] bad = flipped(bundle.source().resolve("weights.bin"), 10);
    InMemoryStore farBytes = bundle.publish(new InMemoryStore());
    farBytes.tamper(bundle.key("weights.bin"), bad);
    nearBytes.tamper(bundle.key("weights.bin"), bad);
    Watched far = new Watched(farBytes);
    assertWhole(fetch(chain(origin, near, far)));
    assertThat(near.distrusted).isNotEmpty();
    assertThat(far.distrusted).isNotEmpty();
  }

  @Test
  void whereEverySourceIsWrongTheFetchIsRefusedNamingTheObject() throws IOException {
    byte[] bad = flipped(bundle.source().resolve("weights.bin"), 10);
    originBytes.tamper(bundle.key("weights.bin"), bad);
    nearBytes.tamper(bundle.key("weights.bin"), bad);
    assertThatExceptionOfType(CorruptObjectException.class)
        .isThrownBy(() -> fetch(chain))
        .satisfies(e -> assertThat(e.key()).isEqualTo(bundle.key("weights.bin")));
  }

  @Test
  void moreLiarsThanAttemptsEndInARefusalAndTheNextFetchIsRight() throws IOException {
    byte[] bad = flipped(bundle.source().resolve("weights.bin"), 10);
    Watched[] liars = new Watched[6];
    for (int i = 0; i < liars.length; i++) {
      InMemoryStore bytes = bundle.publish(new InMemoryStore());
      bytes.tamper(bundle.key("weights.bin"), bad);
      liars[i] = new Watched(bytes);
    }
    ChainedReader all = chain(origin, liars);
    assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(() -> fetch(all));
    fetch(all);
    assertThat(progress.get().complete()).isTrue();
    assertThat(origin.bytes.get()).isPositive();
  }

  @Test
  void aBundleOfManyFilesIsNotListedPastItsMirrors() throws IOException {
    Map<String, byte[]> files = new ConcurrentHashMap<>();
    for (int i = 0; i < 50; i++) {
      files.put("f" + i, TestBundle.bytes(i, 5_000));
    }
    bundle = TestBundle.of(folder.resolve("many"), "v2", files);
    bundle.publish(originBytes);
    bundle.publish(nearBytes);
    assertFetched();
    assertThat(origin.bytes).hasValue(0);
  }
}
