package io.mgeosync.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.channel.LostAnswers;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleSpec;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.DriverVersion;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Requirements;
import io.mgeosync.manifest.digest.ChunkSizes;
import io.mgeosync.manifest.json.ManifestJson;
import io.mgeosync.store.Content;
import io.mgeosync.store.FaultyStore;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreReads;
import io.mgeosync.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
  private static final BundleName BASE = new BundleName("mgeo-base");
  private static final BundleVersion V1 = new BundleVersion("v1");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T01:02:03.456Z"), ZoneOffset.UTC);
  private static final ObjectKey MANIFEST = new ObjectKey("mgeo-base/v1/manifest.json");
  private static final ObjectKey WEIGHTS = new ObjectKey("mgeo-base/v1/weights.bin");

  @TempDir Path directory;
  private final InMemoryStore store = new InMemoryStore();

  @BeforeEach
  void makeBundle() throws IOException {
    Files.writeString(directory.resolve("weights.bin"), "weights".repeat(1000));
    Files.createDirectories(directory.resolve("tokenizer"));
    Files.writeString(directory.resolve("tokenizer/vocab.txt"), "杭州\n");
    Files.createFile(directory.resolve("empty"));
  }

  @Test
  void theStoreHoldsTheSameTreeAndTheChecksums() {
    Pin pin = publish(store);
    assertThat(store.list(new ObjectKey("mgeo-base/v1")))
        .extracting(object -> object.key().value().substring("mgeo-base/v1/".length()))
        .containsExactlyInAnyOrder(
            "MD5SUMS",
            "SHA256SUMS",
            "empty",
            "manifest.json",
            "tokenizer/vocab.txt",
            "weights.bin");
    assertThat(new String(StoreReads.readAll(store, WEIGHTS, 10000), StandardCharsets.UTF_8))
        .isEqualTo("weights".repeat(1000));
    assertThat(new Publisher(store, CLOCK).pinOf(BASE, V1)).isEqualTo(pin);
  }

  @Test
  void theSameDirectoryIsTheSameVersionThoughTheClockHasMovedOn() {
    Pin pin = publish(store);
    Clock later = Clock.offset(CLOCK, Duration.ofDays(3));
    assertThat(new Publisher(store, later).publish(directory, BASE, V1)).isEqualTo(pin);
  }

  @Test
  void otherFilesUnderTheSameVersionAreRefusedAndChangeNothing() throws IOException {
    Pin pin = publish(store);
    List<StoredObject> before = store.list(new ObjectKey("mgeo-base"));
    Files.writeString(directory.resolve("weights.bin"), "other weights");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> publish(store))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISMATCH))
        .withMessageContaining("; weights.bin is the first that differs")
        .withMessageStartingWith(pin + " is already in ")
        .satisfies(refusal -> assertThat(refusal.remedy()).contains("new version"));
    Files.delete(directory.resolve("weights.bin"));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> publish(store))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISMATCH))
        .withMessageContaining(" is already in ");
    assertThat(store.list(new ObjectKey("mgeo-base"))).isEqualTo(before);
  }

  @Test
  void whatABundleAsksOfANodeIsPartOfTheVersion() {
    Requirements requirements = requirements("535");
    BundleSpec asks = new BundleSpec(Optional.of(requirements), List.of());
    Publisher publisher = new Publisher(store, CLOCK);
    Pin pin = publisher.publish(directory, BASE, V1, asks);
    byte[] manifest = StoreReads.readAll(store, MANIFEST, 100000);
    assertThat(ManifestJson.decode(manifest).manifest().asks()).isEqualTo(asks);
    assertThat(publisher.publish(directory, BASE, V1, asks)).isEqualTo(pin);
    for (BundleSpec other :
        List.of(BundleSpec.NOTHING, new BundleSpec(Optional.of(requirements("550")), List.of()))) {
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> publisher.publish(directory, BASE, V1, other))
          .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISMATCH))
          .withMessageContaining(" is already in ")
          .withMessageContaining("manifest.json (its requirements or smoke cases)");
    }
  }

  private static Requirements requirements(String driver) {
    return new Requirements(
        Optional.empty(),
        Optional.empty(),
        Optional.of(new DriverVersion(driver)),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void dyingAtAnyCallPublishesNothingOrAllAndTheNextPublishCompletes() {
    for (int call = 1; call <= 14; call++) {
      InMemoryStore disk = new InMemoryStore();
      attempt(new FaultyStore(disk).fail(FaultyStore.nth(call)));
      if (disk.find(MANIFEST).isPresent()) {
        assertThat(disk.list(new ObjectKey("mgeo-base/v1"))).hasSize(6);
      }
      Pin pin = publish(disk);
      assertThat(new Publisher(disk, CLOCK).pinOf(BASE, V1)).isEqualTo(pin);
      assertThat(disk.list(new ObjectKey("mgeo-base/v1"))).hasSize(6);
    }
  }

  @Test
  void whatALostFileLeavesIsBroughtAgain() {
    Pin pin = publish(store);
    store.remove(WEIGHTS);
    assertThat(publish(store)).isEqualTo(pin);
    assertThat(store.find(WEIGHTS)).isPresent();
  }

  @Test
  void aLeftoverOfTheRightSizeIsNotBelieved() {
    byte[] wrong = "x".repeat(7000).getBytes(StandardCharsets.UTF_8);
    store.put(WEIGHTS, Content.of(wrong), new Precondition.None());
    publish(store);
    assertThat(new String(StoreReads.readAll(store, WEIGHTS, 10000), StandardCharsets.UTF_8))
        .startsWith("weights");
  }

  @Test
  void aSourceThatChangesDuringTheUploadIsNoticedAndNoManifestIsWritten() {
    for (String change : List.of("w3ights".repeat(1000), "short", "weights".repeat(999) + "!")) {
      InMemoryStore disk = new InMemoryStore();
      Store slow = new Meddling(disk, () -> rewrite(change));
      assertThatExceptionOfType(SourceChangedException.class)
          .isThrownBy(() -> publish(slow))
          .satisfies(refusal -> assertThat(refusal.file()).hasFileName("weights.bin"));
      assertThat(disk.find(MANIFEST)).isEmpty();
      assertThat(disk.find(WEIGHTS)).isEmpty();
      rewrite("weights".repeat(1000));
    }
  }

  @Test
  void aWriteWhoseAnswerWasLostIsRecognisedByItsBytes() {
    Pin pin = publish(new LostAnswers(store));
    assertThat(new Publisher(store, CLOCK).pinOf(BASE, V1)).isEqualTo(pin);
  }

  @Test
  void anotherPublisherOfTheSameFileIsNoticed() {
    Store raced =
        new Meddling(store, () -> {}) {
          @Override
          public StoredObject put(ObjectKey key, Content content, Precondition precondition) {
            StoredObject ours = super.put(key, content, precondition);
            if (key.equals(WEIGHTS)) {
              super.put(key, Content.of(new byte[] {1}), new Precondition.None());
            }
            return ours;
          }
        };
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> publish(raced))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.BUSY))
        .withMessageContaining("was written by another publisher during this publish");
    assertThat(store.find(MANIFEST)).isEmpty();
  }

  @Test
  void progressEndsAtTheWhole() {
    List<Long> heard = new ArrayList<>();
    List<Long> totals = new ArrayList<>();
    PublishListener listener =
        (done, total) -> {
          heard.add(done);
          totals.add(total);
        };
    new Publisher(store, CLOCK, listener, ChunkSizes.DEFAULT).publish(directory, BASE, V1);
    assertThat(heard.getLast()).isEqualTo(totals.getLast());
  }

  @Test
  void filesAreCutAsAskedAndTheManifestSaysHow() throws IOException {
    Files.write(directory.resolve("long"), new byte[100_000]);
    ChunkSizes small = ChunkSizes.around(4096);
    new Publisher(store, CLOCK, PublishListener.NONE, small).publish(directory, BASE, V1);
    Manifest manifest =
        ManifestJson.decode(StoreReads.readAll(store, MANIFEST, 100_000)).manifest();
    assertThat(manifest.chunking()).isEqualTo(small);
    assertThat(manifest.files())
        .filteredOn(file -> file.path().value().equals("long"))
        .allSatisfy(file -> assertThat(file.digests().chunks()).hasSizeGreaterThan(5));
  }

  @Test
  void anUnpublishedVersionHasNoPin() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> new Publisher(store, CLOCK).pinOf(BASE, V1))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISSING))
        .withMessageContaining(" is not published in ")
        .satisfies(refusal -> assertThat(refusal.remedy()).contains("mgeo-sync publish"));
  }

  @Test
  void aManifestInTheWrongFolderIsRefused() {
    publish(store);
    byte[] manifest = StoreReads.readAll(store, MANIFEST, 100000);
    store.put(
        new ObjectKey("mgeo-base/v2/manifest.json"), Content.of(manifest), new Precondition.None());
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> new Publisher(store, CLOCK).pinOf(BASE, new BundleVersion("v2")))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISMATCH))
        .withMessageContaining(" is the manifest of ");
  }

  private Pin publish(Store to) {
    return new Publisher(to, CLOCK).publish(directory, BASE, V1);
  }

  private void attempt(Store dying) {
    try {
      publish(dying);
    } catch (StoreException died) {
      assertThat(died.retryable()).isTrue();
    }
  }

  private void rewrite(String text) {
    try {
      Files.writeString(directory.resolve("weights.bin"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
