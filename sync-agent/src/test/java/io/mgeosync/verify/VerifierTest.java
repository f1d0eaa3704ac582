package io.mgeosync.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.IoPolicy;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.disk.TestFiles;
import io.mgeosync.disk.Throttle;
import io.mgeosync.disk.WorkInterruptedException;
import io.mgeosync.disk.linux.Niceness;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.fetch.FetchOptions;
import io.mgeosync.fetch.Fetcher;
import io.mgeosync.fetch.StagedBundle;
import io.mgeosync.fetch.TestBundle;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.verify.FileFinding.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifierTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @TempDir Path folder;
  private final Verifier verifier = new Verifier(Clock.fixed(NOW, ZoneOffset.UTC));
  private TestBundle bundle;
  private StagedBundle staged;
  private Path tree;

  @BeforeEach
  void stage() throws IOException {
    bundle = TestBundle.typical(folder.resolve("source"), "v1", 1);
    NodeLayout layout = new NodeLayout(folder.resolve("state"), bundle.pin().bundle());
    FetchOptions options =
        new FetchOptions(4, 1 << 20, 0, 1, Duration.ofMillis(1), Duration.ofSeconds(3));
    InMemoryStore store = bundle.publish(new InMemoryStore());
    staged =
        new Fetcher(store, layout, Clock.systemUTC(), options, FetchListener.none())
            .fetch(bundle.pin());
    tree = staged.folder();
  }

  /** As a cosmic ray would: same size, and the old modification time. */
  private void flipByte(String file, long offset) throws IOException {
    Path path = TestFiles.writable(tree.resolve(file));
    FileTime modified = Files.getLastModifiedTime(path);
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, offset);
      one.put(0, (byte) (one.get(0) ^ 1));
      channel.write(one.rewind(), offset);
    }
    Files.setLastModifiedTime(path, modified);
  }

  private void assertRefused(String path, Status status) {
    assertThatExceptionOfType(CorruptBundleException.class)
        .isThrownBy(() -> verifier.verify(staged))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.MISMATCH))
        .satisfies(e -> assertThat(e.bad().getFirst().path()).isEqualTo(path))
        .satisfies(e -> assertThat(e.bad().getFirst().status()).isEqualTo(status));
    assertThatExceptionOfType(CorruptBundleException.class)
        .isThrownBy(() -> verifier.verify(tree, staged.name(), staged.pin()))
        .satisfies(e -> assertThat(e.bad().getFirst().path()).isEqualTo(path));
  }

  @Test
  void provesWhatWasFetchedAndWhatIsReadAgain() {
    VerifiedBundle fresh = verifier.verify(staged);
    assertThat(fresh.verifiedAt()).isEqualTo(NOW);
    assertThat(fresh.pin()).isEqualTo(bundle.pin());
    VerifiedBundle again = verifier.verify(tree, staged.name(), staged.pin());
    assertThat(again.fingerprint()).isEqualTo(fresh.fingerprint());
  }

  @Test
  void aByteFlippedAfterTheFetchIsFoundAlthoughTheFetchProvedTheFile() throws IOException {
    flipByte("weights.bin", 777_777);
    assertRefused("weights.bin", Status.DIGEST);
  }

  @Test
  void theRefusalNamesTheFirstPathTheDigestsAndTheCount() throws IOException {
    flipByte("weights.bin", 0);
    flipByte("tokenizer/vocab.txt", 0);
    assertThatExceptionOfType(CorruptBundleException.class)
        .isThrownBy(() -> verifier.verify(staged))
        .withMessageContaining("tokenizer/vocab.txt is sha256 ")
        .withMessageContaining("and 1 more are bad")
        .withMessageContaining("mgeo-sync sync");
  }

  @Test
  void anExtraFileIsRefused() throws IOException {
    Files.writeString(tree.resolve("tokenizer/extra"), "");
    assertRefused("tokenizer/extra", Status.EXTRA);
  }

  @Test
  void anExtraFolderIsRefused() throws IOException {
    Files.createDirectory(tree.resolve("extra"));
    assertRefused("extra", Status.EXTRA);
  }

  @Test
  void aLinkToTheRightBytesIsRefused() throws IOException {
    Path outside = folder.resolve("outside");
    Files.move(tree.resolve("weights.bin"), outside);
    Files.createSymbolicLink(tree.resolve("weights.bin"), outside);
    assertRefused("weights.bin", Status.EXTRA);
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    Files.delete(tree.resolve("empty"));
    assertRefused("empty", Status.MISSING);
  }

  @Test
  void aLongerFileIsRefusedByItsSize() throws IOException {
    Files.writeString(TestFiles.writable(tree.resolve("empty")), "x");
    assertRefused("empty", Status.SIZE);
  }

  @Test
  void aFolderInAFilesPlaceIsRefused() throws IOException {
    Files.delete(tree.resolve("empty"));
    Files.createDirectory(tree.resolve("empty"));
    assertRefused("empty", Status.MISSING);
  }

  @Test
  void checksumFilesThatSaySomethingElseAreRefused() throws IOException {
    DurableFiles.writeAtomically(tree.resolve(Manifest.MD5SUMS), new byte[] {'x'});
    assertRefused(Manifest.MD5SUMS, Status.DIGEST);
  }

  @Test
  void anotherManifestIsRefusedBeforeItIsParsed() {
    DurableFiles.writeAtomically(tree.resolve(Manifest.FILE_NAME), new byte[] {'{'});
    assertThatExceptionOfType(CorruptBundleException.class)
        .isThrownBy(() -> verifier.verify(tree, staged.name(), staged.pin()))
        .satisfies(e -> assertThat(e.bad().getFirst().path()).isEqualTo(Manifest.FILE_NAME));
  }

  @Test
  void aLostManifestIsMissing() throws IOException {
    Files.delete(tree.resolve(Manifest.FILE_NAME));
    assertThatExceptionOfType(NoManifestException.class)
        .isThrownBy(() -> verifier.verify(tree, staged.name(), staged.pin()));
  }

  @Test
  void aReleaseUnderAnotherReleasesNameIsRefused() {
    ReleaseName other = ReleaseName.of(bundle.pin().version(), Digest.sha256Of(new byte[0]));
    assertThatExceptionOfType(CorruptBundleException.class)
        .isThrownBy(() -> verifier.verify(tree, other));
  }

  @Test
  void aPinOfAnotherBundleWithTheSameDigestIsRefused() {
    Pin other = new Pin(new BundleName("other"), bundle.pin().version(), bundle.pin().digest());
    assertThatExceptionOfType(CorruptBundleException.class)
        .isThrownBy(() -> verifier.verify(tree, staged.name(), other));
  }

  @Test
  void theReportHasOneFindingForEachPath() throws IOException {
    flipByte("weights.bin", 5);
    Files.writeString(tree.resolve("extra"), "");
    VerificationReport report = verifier.check(tree, Optional.empty());
    assertThat(report.ok()).isFalse();
    assertThat(report.identity()).isEqualTo(bundle.pin());
    assertThat(report.findings()).hasSize(4 + 3 + 1);
    assertThat(report.bad()).extracting(FileFinding::path).containsExactly("extra", "weights.bin");
    assertThat(verifier.checkWholeFiles(tree, Optional.empty()).bad())
        .extracting(FileFinding::path)
        .containsExactly("extra", "weights.bin");
  }

  @Test
  void aDirectoryWithOnlyAManifestAndFilesIsABundleToo() throws IOException {
    Files.write(bundle.source().resolve(Manifest.FILE_NAME), bundle.manifest().bytes());
    assertThat(verifier.check(bundle.source(), Optional.of(bundle.pin().digest())).ok()).isTrue();
    assertThat(verifier.checkWholeFiles(bundle.source(), Optional.empty()).ok()).isTrue();
  }

  @Test
  void anInterruptedVerificationProvesNothing() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(WorkInterruptedException.class)
        .isThrownBy(() -> verifier.verify(tree, staged.name(), staged.pin()));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void theFingerprintNoticesEveryTouchAlsoWithTheOldTimePutBack() throws IOException {
    StatFingerprint fingerprint = verifier.verify(staged).fingerprint();
    assertThat(fingerprint.difference(tree)).isEmpty();
    flipByte("weights.bin", 3);
    assertThat(fingerprint.difference(tree)).contains("weights.bin was touched");
  }

  @Test
  void theFingerprintNoticesWhatIsAddedOrGone() throws IOException {
    StatFingerprint fingerprint = verifier.verify(staged).fingerprint();
    Files.createDirectory(tree.resolve("new"));
    assertThat(fingerprint.difference(tree)).contains("new was added");
    Files.delete(tree.resolve("new"));
    Files.delete(tree.resolve("empty"));
    assertThat(fingerprint.difference(tree)).contains("empty is gone");
    DurableFiles.deleteTree(tree);
    assertThat(fingerprint.difference(tree)).contains(tree + " cannot be read");
  }

  @Test
  void everyByteOfAScrubKeepsThePaceInSmallSteps() {
    AtomicLong taken = new AtomicLong();
    Throttle counted =
        new Throttle() {
          @Override
          public void take(int bytes) {
            assertThat(bytes).isLessThanOrEqualTo(10_000);
            taken.addAndGet(bytes);
          }

          @Override
          public int slice(int count) {
            return Math.min(count, 10_000);
          }
        };
    var scrubber = new Verifier(Clock.systemUTC(), new IoPolicy(new Niceness(10), counted, true));
    assertThat(scrubber.check(tree, Optional.empty()).ok()).isTrue();
    assertThat(taken.get()).isEqualTo(bundle.size());
  }

  @Test
  void anUncachedScrubFindsAFlippedByteToo() throws IOException {
    flipByte("weights.bin", 400_000);
    var scrubber =
        new Verifier(Clock.systemUTC(), new IoPolicy(Niceness.NONE, Throttle.FREE, true));
    assertThat(scrubber.check(tree, Optional.empty()).ok()).isFalse();
  }
}
