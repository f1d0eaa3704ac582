package io.mgeosync.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFullException;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.StateUnusableException;
import io.mgeosync.disk.TestFiles;
import io.mgeosync.disk.WorkInterruptedException;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.store.Content;
import io.mgeosync.store.FaultyStore;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.ObjectMissingException;
import io.mgeosync.store.ObjectTooLargeException;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FetcherTest {
  private static final FetchOptions OPTIONS =
      new FetchOptions(4, 64 << 10, 0, 3, Duration.ofMillis(1), Duration.ofSeconds(3));

  @TempDir Path folder;
  private final InMemoryStore memory = new InMemoryStore();
  private final FaultyStore store = new FaultyStore(memory);
  private final AtomicReference<FetchProgress> progress =
      new AtomicReference<>(new FetchProgress(0, 0, 0));
  private TestBundle bundle;
  private NodeLayout layout;

  @BeforeEach
  void publish() throws IOException {
    bundle = TestBundle.typical(folder.resolve("source"), "v1", 1);
    bundle.publish(memory);
    layout = new NodeLayout(folder.resolve("state"), bundle.pin().bundle());
  }

  private Fetcher fetcher(StoreReader from, FetchOptions options) {
    return new Fetcher(from, layout, Clock.systemUTC(), options, progress::set);
  }

  private StagedBundle fetch() {
    return fetcher(store, OPTIONS).fetch(bundle.pin());
  }

  private void assertWhole(StagedBundle staged) throws IOException {
    for (FileEntry entry : bundle.manifest().manifest().files()) {
      String path = entry.path().value();
      assertThat(staged.folder().resolve(path))
          .hasSameBinaryContentAs(bundle.source().resolve(path));
      assertThat(staged.evidence().of(entry.path())).isPresent();
    }
    assertThat(progress.get().complete()).isTrue();
  }

  /** What lies in a release's place on the next fetch, without activating it. */
  private void keepAsRelease(StagedBundle staged) {
    DurableFiles.createDirectories(layout.releases());
    DurableFiles.renameDurably(staged.folder(), layout.release(staged.name()));
  }

  @Test
  void stagesExactlyTheBundleWithItsManifestAndChecksumFiles() throws IOException {
    StagedBundle staged = fetch();
    assertWhole(staged);
    assertThat(progress.get()).isEqualTo(new FetchProgress(bundle.size(), 0, bundle.size()));
    assertThat(staged.folder().resolve(Manifest.FILE_NAME))
        .hasBinaryContent(bundle.manifest().bytes());
    assertThat(staged.folder().resolve(Manifest.SHA256SUMS))
        .hasContent(bundle.manifest().manifest().sha256Sums());
    assertThat(staged.folder().resolve(Manifest.MD5SUMS))
        .hasContent(bundle.manifest().manifest().md5Sums());
    try (Stream<Path> tree = Files.walk(staged.folder())) {
      assertThat(tree.filter(Files::isRegularFile)).hasSize(4 + 3);
    }
  }

  @Test
  void aManifestOfAnotherDigestIsRefusedBeforeItIsParsedAndNothingIsWritten() {
    memory.tamper(bundle.key(Manifest.FILE_NAME), new byte[] {'{'});
    assertThatExceptionOfType(PinMismatchException.class)
        .isThrownBy(this::fetch)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.MISMATCH));
    assertThat(layout.state()).doesNotExist();
  }

  @Test
  void aManifestOfAnotherVersionIsRefusedAlthoughItsDigestIsPinned() throws IOException {
    TestBundle other = TestBundle.typical(folder.resolve("other"), "v2", 2);
    memory.tamper(bundle.key(Manifest.FILE_NAME), other.manifest().bytes());
    Pin pin = new Pin(bundle.pin().bundle(), bundle.pin().version(), other.pin().digest());
    assertThatExceptionOfType(PinMismatchException.class)
        .isThrownBy(() -> fetcher(store, OPTIONS).fetch(pin))
        .satisfies(e -> assertThat(e.actual()).isEqualTo("mgeo-base v2"));
  }

  @Test
  void aHugeManifestIsRefusedUnread() {
    memory.tamper(bundle.key(Manifest.FILE_NAME), new byte[65 << 20]);
    assertThatExceptionOfType(ObjectTooLargeException.class).isThrownBy(this::fetch);
  }

  @Test
  void aFlippedBitOnTheWayIsHealedByAskingOnceMore() throws IOException {
    store.flipBit(FaultyStore.first(1, FaultyStore.on("open", bundle.key("weights.bin"))), 20_000);
    assertWhole(fetch());
  }

  @Test
  void aFlippedBitInTheStoreIsRefusedNamingObjectAndRange() throws IOException {
    byte[] bytes = Files.readAllBytes(bundle.source().resolve("weights.bin"));
    bytes[500_000] ^= 4;
    memory.tamper(bundle.key("weights.bin"), bytes);
    assertThatExceptionOfType(CorruptObjectException.class)
        .isThrownBy(this::fetch)
        .satisfies(e -> assertThat(e.key()).isEqualTo(bundle.key("weights.bin")))
        .satisfies(e -> assertThat(e.range().offset()).isLessThanOrEqualTo(500_000))
        .satisfies(e -> assertThat(e.range().end()).isGreaterThan(500_000));
    assertThat(layout.releases()).doesNotExist();
  }

  @Test
  void anotherObjectsBytesOfTheSameSizeAreRefused() {
    memory.tamper(bundle.key("weights.bin"), TestBundle.bytes(99, 1_000_000));
    assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(this::fetch);
  }

  @Test
  void anObjectOfTheWrongSizeIsRefusedWithoutReadingIt() {
    memory.tamper(bundle.key("weights.bin"), TestBundle.bytes(1, 999_999));
    assertThatExceptionOfType(CorruptObjectException.class)
        .isThrownBy(this::fetch)
        .withMessageContaining("999999 bytes");
  }

  @Test
  void aMissingObjectIsNamed() {
    memory.remove(bundle.key("tokenizer/vocab.txt"));
    assertThatExceptionOfType(ObjectMissingException.class)
        .isThrownBy(this::fetch)
        .satisfies(e -> assertThat(e.key()).isEqualTo(bundle.key("tokenizer/vocab.txt")));
  }

  @Test
  void streamsThatBreakAreTakenUpAgain() throws IOException {
    store.truncate(FaultyStore.first(2, FaultyStore.on("open", bundle.key("weights.bin"))), 10_000);
    assertWhole(fetch());
    assertThat(progress.get().fetched()).isEqualTo(bundle.size());
  }

  @Test
  void aLineThatBreaksAgainAndAgainIsBorneAsLongAsEachTimeAChunkArrives() throws IOException {
    store.truncate(FaultyStore.on("open", bundle.key("weights.bin")), 33_000);
    FetchOptions oneRequest =
        new FetchOptions(1, 8 << 20, 0, 3, Duration.ofMillis(1), Duration.ofSeconds(3));
    assertWhole(fetcher(store, oneRequest).fetch(bundle.pin()));
    assertThat(progress.get().fetched()).isEqualTo(bundle.size());
  }

  @Test
  void aStoreThatDiesFailsTheFetchAndTheNextOneFetchesOnlyTheRest() throws IOException {
    store.fail(call -> call.operation().equals("open") && call.number() > 10);
    assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this::fetch);
    long already = progress.get().fetched();
    assertThat(already).isPositive();
    store.heal();
    assertWhole(fetch());
    assertThat(progress.get().reused()).isGreaterThanOrEqualTo(already);
  }

  @Test
  void anObjectReplacedByTheSameBytesIsFetchedAndByOtherBytesIsRefused() throws IOException {
    byte[] same = Files.readAllBytes(bundle.source().resolve("weights.bin"));
    StoreReader replacing =
        new ReplacingStore(memory, () -> replace(same), bundle.key("weights.bin"));
    assertWhole(fetcher(replacing, OPTIONS).fetch(bundle.pin()));
    DurableFiles.deleteTree(layout.root());
    StoreReader poisoning =
        new ReplacingStore(
            memory, () -> replace(TestBundle.bytes(5, same.length)), bundle.key("weights.bin"));
    assertThatExceptionOfType(CorruptObjectException.class)
        .isThrownBy(() -> fetcher(poisoning, OPTIONS).fetch(bundle.pin()));
  }

  private void replace(byte[] bytes) {
    memory.put(bundle.key("weights.bin"), Content.of(bytes), new Precondition.None());
  }

  @Test
  void whatAReleaseHasIsCopiedAndNeverShared() throws IOException {
    keepAsRelease(fetch());
    TestBundle next = TestBundle.typical(folder.resolve("next"), "v2", 1);
    next.publish(memory);
    bundle = next;
    StagedBundle staged = fetch();
    assertWhole(staged);
    assertThat(progress.get().fetched()).isZero();
    for (String file : Arrays.asList("weights.bin", "tokenizer/vocab.txt")) {
      assertThat(Files.getAttribute(staged.folder().resolve(file), "unix:nlink")).isEqualTo(1);
    }
  }

  @Test
  void anInsertionAtTheHeadFetchesOnlyTheChunksAroundIt() throws IOException {
    keepAsRelease(fetch());
    byte[] old = Files.readAllBytes(bundle.source().resolve("weights.bin"));
    byte[] longer = new byte[old.length + 1000];
    System.arraycopy(old, 0, longer, 1000, old.length);
    bundle = TestBundle.of(folder.resolve("longer"), "v2", Map.of("renamed/weights.bin", longer));
    bundle.publish(memory);
    assertWhole(fetch());
    assertThat(progress.get().fetched()).isBetween(1000L, 100_000L);
  }

  @Test
  void aDamagedReleaseIsRepairedIntoAFreshCopyByFetchingOnlyTheBadChunk() throws IOException {
    StagedBundle first = fetch();
    keepAsRelease(first);
    Path weights = TestFiles.writable(layout.release(first.name()).resolve("weights.bin"));
    try (FileChannel channel = FileChannel.open(weights, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), 400_000);
    }
    StagedBundle repaired = fetch();
    assertWhole(repaired);
    assertThat(repaired.name()).isEqualTo(first.name().nextCopy());
    assertThat(progress.get().fetched()).isBetween(1L, 32_768L);
  }

  @Test
  void leftoversInStagingAreProvenAgainAndStrangersRemoved() throws IOException {
    StagedBundle first = fetch();
    Path staged = first.folder();
    Files.write(
        TestFiles.writable(staged.resolve("tokenizer/vocab.txt")), TestBundle.bytes(3, 60_000));
    Files.writeString(staged.resolve("stranger"), "x");
    Files.createDirectories(staged.resolve("strange/folder"));
    Files.delete(staged.resolve("empty"));
    Files.createSymbolicLink(staged.resolve("empty"), Path.of("/etc/hostname"));
    StagedBundle again = fetch();
    assertWhole(again);
    assertThat(progress.get().fetched()).isEqualTo(50_000);
    assertThat(staged.resolve("stranger")).doesNotExist();
    assertThat(staged.resolve("strange")).doesNotExist();
    assertThat(staged.resolve("empty")).isRegularFile();
    assertThat(Files.isSymbolicLink(staged.resolve("empty"))).isFalse();
  }

  @Test
  void aFileOfAnotherUserInStagingIsReplaced() throws IOException {
    Path file = fetch().folder().resolve("weights.bin");
    try {
      Files.setAttribute(file, "unix:uid", 54_321);
    } catch (IOException e) {
      assumeTrue(false, "only root can give a file away");
    }
    assertWhole(fetch());
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(0);
  }

  @Test
  void tooLittleRoomIsFoundBeforeTheFirstByte() {
    FetchOptions greedy =
        new FetchOptions(
            4, 1 << 20, Long.MAX_VALUE / 2, 1, Duration.ofMillis(1), Duration.ofSeconds(3));
    assertThatExceptionOfType(DiskFullException.class)
        .isThrownBy(() -> fetcher(store, greedy).fetch(bundle.pin()))
        .satisfies(e -> assertThat(e.needed()).isEqualTo(Long.MAX_VALUE / 2 + bundle.size()))
        .satisfies(e -> assertThat(e.free()).isPositive());
    assertThat(progress.get().fetched()).isZero();
  }

  @Test
  void aDiskThatFillsUpOnTheWayGetsItsRoomBack() {
    // The kernel's own "no space" error, from the device that is always full.
    StagedFile.Opener full =
        (file, size) ->
            file.endsWith("weights.bin")
                ? FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)
                : SparseFiles.open(file, size);
    Fetcher fetcher = new Fetcher(store, layout, Clock.systemUTC(), OPTIONS, progress::set, full);
    assertThatExceptionOfType(DiskFullException.class)
        .isThrownBy(() -> fetcher.fetch(bundle.pin()))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.NO_SPACE));
    assertThat(layout.staging()).isEmptyDirectory();
  }

  @Test
  void aStateDirectoryThatCannotBeWrittenIsRefused() throws IOException {
    Files.writeString(folder.resolve("state"), "a file where the directory should be");
    assertThatExceptionOfType(StateUnusableException.class).isThrownBy(this::fetch);
  }

  @Test
  void anInterruptEndsTheFetchAndLeavesItResumable() throws Exception {
    var stalled = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    var failure = new AtomicReference<RuntimeException>();
    StoreReader stalling = new StallingStore(memory, 10, stalled, never);
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    fetcher(stalling, OPTIONS).fetch(bundle.pin());
                  } catch (RuntimeException e) {
                    failure.set(e);
                  }
                });
    stalled.await();
    thread.interrupt();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(failure.get()).isInstanceOf(WorkInterruptedException.class);
    long already = progress.get().fetched();
    assertWhole(fetch());
    assertThat(progress.get().reused()).isGreaterThanOrEqualTo(already);
  }

  @Test
  void aPinThatNobodyPublishedIsMissing() {
    Pin pin = new Pin(bundle.pin().bundle(), new BundleVersion("v9"), Digest.sha256Of(new byte[0]));
    assertThatExceptionOfType(ObjectMissingException.class)
        .isThrownBy(() -> fetcher(store, OPTIONS).fetch(pin));
  }
}
