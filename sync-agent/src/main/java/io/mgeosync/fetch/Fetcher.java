package io.mgeosync.fetch;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.DiskFullException;
import io.mgeosync.disk.IoPolicy;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.FileNames;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.store.StoreReader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts a pinned bundle together in staging: from what this disk has already, and the rest from the
 * store. Nothing outside staging is touched. A fetch that ends early, by a failure, an interrupt or
 * kill -9, is resumed by the next one: each chunk that is found there is proven again, so no record
 * of progress has to be believed.
 *
 * <p>The caller holds the bundle's {@link io.mgeosync.disk.DirectoryLock}.
 */
public final class Fetcher {
  private final StoreReader store;
  private final NodeLayout layout;
  private final Clock clock;
  private final FetchOptions options;
  private final FetchListener listener;
  private final StagedFile.Opener opener;
  private final IoPolicy manners;

  public Fetcher(
      StoreReader store,
      NodeLayout layout,
      Clock clock,
      FetchOptions options,
      FetchListener listener) {
    this(store, layout, clock, options, listener, SparseFiles::open, IoPolicy.NONE);
  }

  Fetcher(
      StoreReader store,
      NodeLayout layout,
      Clock clock,
      FetchOptions options,
      FetchListener listener,
      StagedFile.Opener opener) {
    this(store, layout, clock, options, listener, opener, IoPolicy.NONE);
  }

  private Fetcher(
      StoreReader store,
      NodeLayout layout,
      Clock clock,
      FetchOptions options,
      FetchListener listener,
      StagedFile.Opener opener,
      IoPolicy manners) {
    this.store = store;
    this.layout = layout;
    this.clock = clock;
    this.options = options;
    this.listener = listener;
    this.opener = opener;
    this.manners = manners;
  }

  /**
   * The same fetch with these manners.
   *
   * @param considerate its pace is for what is copied on this disk; the store has its own
   */
  public Fetcher with(IoPolicy considerate) {
    return new Fetcher(store, layout, clock, options, listener, opener, considerate);
  }

  /**
   * Fetches the bundle, also when a release of it exists already: then this is its fresh copy.
   *
   * @throws PinMismatchException when the store's manifest is not the pinned one; nothing was
   *     written
   * @throws CorruptObjectException when an object has wrong bytes, twice; staging is kept
   * @throws io.mgeosync.store.StoreException when the store fails for longer than the attempts
   *     last; staging is kept
   * @throws DiskFullException when the room does not suffice; found before the first byte, or else
   *     staging is given back
   * @throws io.mgeosync.disk.StateUnusableException when the disk cannot be written
   * @throws io.mgeosync.manifest.UnsayableNameException when this JVM cannot name a file of it
   * @throws io.mgeosync.disk.WorkInterruptedException when this thread was interrupted; staging is
   *     kept
   */
  public StagedBundle fetch(Pin pin) {
    EncodedManifest manifest = ManifestFetch.fetch(store, pin, options.firstDelay());
    FileNames.ofThisJvm().requireNameable(manifest.manifest());
    ReleaseName first = ReleaseName.of(pin.version(), pin.digest());
    try (Staging staging = Staging.open(layout.staging(first), manifest, opener)) {
      fillStaging(staging, manifest, pin);
      return new StagedBundle(
          pin, freeName(first), manifest, staging.folder(), staging.evidence(), clock.instant());
    }
  }

  /**
   * What {@link #fetch} would do now. Reads and proves what it would reuse, and writes nothing; the
   * lock is not needed, and what another process does meanwhile may be in it or not.
   *
   * @throws PinMismatchException when the store's manifest is not the pinned one
   */
  public FetchPlan plan(Pin pin) {
    List<ChunkRef> all = pieces(ManifestFetch.fetch(store, pin, options.firstDelay()));
    Path staging = layout.staging(ReleaseName.of(pin.version(), pin.digest()));
    Planner planner = new Planner(staging, LocalChunks.of(layout), "planning " + pin.bundle());
    List<ChunkRef> absent = planner.notStaged(all);
    List<ChunkRef> missing = planner.notLocal(absent);
    Set<ChunkRef> fetched = Set.copyOf(missing);
    return new FetchPlan(
        pin,
        FetchPlan.Share.of(missing),
        FetchPlan.Share.of(all.stream().filter(piece -> !fetched.contains(piece)).toList()),
        needed(new SpaceReservation(staging, absent), absent),
        DiskFailures.freeBytes(layout.root()));
  }

  /** A disk that ran full is given its room back: the service next door needs some, too. */
  private void fillStaging(Staging staging, EncodedManifest manifest, Pin pin) {
    ProgressMeter meter = new ProgressMeter(listener, manifest.manifest().totalSize());
    String work = "fetching %s %s".formatted(pin.bundle(), pin.version());
    LocalReuse reuse = new LocalReuse(staging, meter, work, manners);
    List<ChunkRef> absent = reuse.keepStaged(pieces(manifest));
    SpaceReservation room = new SpaceReservation(staging.folder(), absent);
    requireRoom(needed(room, absent));
    try {
      room.reserve(opener);
      List<ChunkRef> missing = reuse.copy(absent, LocalChunks.of(layout));
      fetchMissing(missing, staging, meter, new BundleObjects(store, pin), work);
      staging.files().forEach(StagedFile::completeIfEmpty);
      staging.complete();
    } catch (DiskFullException e) {
      staging.discardFiles();
      throw e;
    }
  }

  private static List<ChunkRef> pieces(EncodedManifest manifest) {
    return manifest.manifest().files().stream()
        .flatMap(file -> ChunkRef.of(file).stream())
        .toList();
  }

  private void requireRoom(long needed) {
    long free = DiskFailures.freeBytes(layout.root());
    if (needed > free) {
      throw new DiskFullException(layout.root(), needed, options.reserveBytes(), free, null);
    }
  }

  private long needed(SpaceReservation room, List<ChunkRef> absent) {
    return absent.isEmpty() ? 0 : room.needed() + options.reserveBytes();
  }

  private void fetchMissing(
      List<ChunkRef> missing,
      Staging staging,
      ProgressMeter meter,
      BundleObjects objects,
      String work) {
    List<RangeDownload> runs = new ArrayList<>();
    for (List<ChunkRef> run : Coalescing.runs(missing, options.requestBytes())) {
      runs.add(new RangeDownload(objects, run, staging.file(run.getFirst()), meter, options));
    }
    TransferPool.runAll(work, options, manners.niceness(), runs);
  }

  private ReleaseName freeName(ReleaseName first) {
    ReleaseName name = first;
    while (Files.exists(layout.release(name), LinkOption.NOFOLLOW_LINKS)) {
      name = name.nextCopy();
    }
    return name;
  }
}
