package io.mgeosync.publish;

import io.mgeosync.channel.ChannelWriter;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleSpec;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.ChunkSizes;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.manifest.scan.BundleScanner;
import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.PreconditionFailedException;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreKeys;
import io.mgeosync.store.StoredObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a directory into a store as one immutable version.
 *
 * <p>Order: the files, {@code SHA256SUMS} and {@code MD5SUMS}; then the manifest, only if absent.
 * So a version is published from the moment that its manifest is there, and whole then: a publisher
 * that dies before leaves loose files that no reader looks at, and the next publish goes on from
 * them.
 *
 * <p>The manifest carries its time of creation, so a second publish of the same directory would
 * have another digest. Therefore an existing manifest is compared by its list of files: the same
 * files, and the same requirements and smoke cases, are the same version, whose pin is returned.
 */
public final class Publisher {
  private static final int PARALLEL_UPLOADS = 4;

  private final Store store;
  private final Clock clock;
  private final PublishListener listener;
  private final ChunkSizes chunks;
  private final PublishedManifests published;

  /**
   * @param chunks how files are cut; versions cut alike share what did not change
   */
  public Publisher(Store store, Clock clock, PublishListener listener, ChunkSizes chunks) {
    this.store = store;
    this.clock = clock;
    this.listener = listener;
    this.chunks = chunks;
    this.published = new PublishedManifests(store);
  }

  public Publisher(Store store, Clock clock) {
    this(store, clock, PublishListener.NONE, ChunkSizes.DEFAULT);
  }

  /**
   * Publishes a directory; again with the same files, it brings what the store has lost and changes
   * nothing else.
   *
   * @return the pin to promote
   * @throws SourceChangedException when a file is not what the scan found
   * @throws Refusal when the version is there with other files, or another publisher writes the
   *     same version now
   */
  public Pin publish(Path directory, BundleName bundle, BundleVersion version) {
    return publish(directory, bundle, version, BundleSpec.NOTHING);
  }

  /** The same for a bundle that asks something of a node: that is part of the version, too. */
  public Pin publish(Path directory, BundleName bundle, BundleVersion version, BundleSpec asks) {
    Instant created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    EncodedManifest scanned =
        new BundleScanner(chunks, read -> {}).scan(directory, bundle, version, created, asks);
    Optional<EncodedManifest> existing = published.find(bundle, version);
    existing.ifPresent(there -> refuseOther(scanned.manifest(), there));
    uploadFiles(scanned.manifest(), directory);
    return PublishedManifests.pin(existing.orElseGet(() -> writeManifest(scanned)));
  }

  /**
   * The pin of a published version. The store is believed here: this is for the operator who says
   * what shall be served from now on.
   *
   * @throws Refusal when there is none
   */
  public Pin pinOf(BundleName bundle, BundleVersion version) {
    return PublishedManifests.pin(published.requireManifest(bundle, version));
  }

  /**
   * One line for the operator when this store has shown that it cannot keep two publishers apart by
   * itself.
   */
  public Optional<String> warning() {
    return ChannelWriter.warning(store);
  }

  private void uploadFiles(Manifest manifest, Path directory) {
    List<Upload> uploads = UploadPlan.of(manifest, directory);
    Progress progress = new Progress(uploads.stream().mapToLong(Upload::size).sum(), listener);
    Uploader uploader = new Uploader(store, contents(manifest), progress);
    // The smallest alone and first: on it the store shows what it makes of conditions.
    uploads.sort(Comparator.comparingLong(Upload::size));
    StoredObject first = uploader.bring(uploads.getFirst());
    Map<ObjectKey, StoredObject> written = new HashMap<>(Map.of(first.key(), first));
    written.putAll(
        new UploadPool(PARALLEL_UPLOADS).run(uploads.subList(1, uploads.size()), uploader));
    refuseForeignWrites(written, contents(manifest));
  }

  private Map<ObjectKey, StoredObject> contents(Manifest manifest) {
    Map<ObjectKey, StoredObject> contents = new HashMap<>();
    store
        .list(StoreKeys.version(manifest.bundle(), manifest.version()))
        .forEach(object -> contents.put(object.key(), object));
    return contents;
  }

  // One list shortly before the manifest: another publisher of the same version is noticed here.
  private void refuseForeignWrites(
      Map<ObjectKey, StoredObject> written, Map<ObjectKey, StoredObject> now) {
    written.forEach(
        (key, object) -> {
          if (!object.equals(now.get(key))) {
            throw PublishRefusals.concurrent(key, store.location(), null);
          }
        });
  }

  private EncodedManifest writeManifest(EncodedManifest scanned) {
    Manifest manifest = scanned.manifest();
    ObjectKey key = StoreKeys.manifest(manifest.bundle(), manifest.version());
    try {
      store.put(key, Content.of(scanned.bytes()), new Precondition.Absent());
      return store.lacking().isEmpty() ? scanned : readBack(scanned);
    } catch (PreconditionFailedException e) {
      EncodedManifest first = published.requireManifest(manifest.bundle(), manifest.version());
      refuseOther(manifest, first);
      return first;
    }
  }

  /** Of two publishers who race on a store that decides no condition, both may have written. */
  private EncodedManifest readBack(EncodedManifest ours) {
    Manifest manifest = ours.manifest();
    EncodedManifest there = published.requireManifest(manifest.bundle(), manifest.version());
    refuseOther(manifest, there);
    return there;
  }

  private void refuseOther(Manifest ours, EncodedManifest theirs) {
    firstDifference(ours.files(), theirs.manifest().files())
        .or(() -> otherAsks(ours, theirs.manifest()))
        .ifPresent(
            path -> {
              throw PublishRefusals.versionExists(
                  PublishedManifests.pin(theirs), path, store.location());
            });
  }

  private static Optional<String> otherAsks(Manifest ours, Manifest theirs) {
    return ours.asks().equals(theirs.asks())
        ? Optional.empty()
        : Optional.of(Manifest.FILE_NAME + " (its requirements or smoke cases)");
  }

  /** Both lists are sorted by path. */
  private static Optional<String> firstDifference(List<FileEntry> ours, List<FileEntry> theirs) {
    int both = Math.min(ours.size(), theirs.size());
    for (int i = 0; i < both; i++) {
      if (!ours.get(i).equals(theirs.get(i))) {
        boolean oursFirst = ours.get(i).path().compareTo(theirs.get(i).path()) <= 0;
        return Optional.of((oursFirst ? ours : theirs).get(i).path().value());
      }
    }
    List<FileEntry> longer = ours.size() > both ? ours : theirs;
    return longer.size() == both ? Optional.empty() : Optional.of(longer.get(both).path().value());
  }
}
