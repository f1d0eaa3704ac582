package io.mgeosync.store.chain;

import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ObjectChangedException;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.StoreKeys;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoredObject;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Mirrors in their order, then the origin, as one store. {@link #find} gives the object of the
 * first well mirror that has it, else what the origin says: a mirror that is away, denies or lacks
 * an object is passed over, and when no source is left the refusal is the origin's.
 *
 * <p>An object's tag names its source, and {@link #open} reads from that source alone, so the bytes
 * of two sources never meet in one stream. When a source fails, {@code open} or the stream does, as
 * {@code UNAVAILABLE} or {@link ObjectChangedException}: <b>find the object again</b>, and the next
 * source is asked. The same after {@link #distrust}; the origin's objects, and they alone, are
 * found again as they were.
 *
 * <p>Mirrors may lie, so through this a caller reads only what a digest proves: manifests by their
 * pin, files by the manifest. A channel has no digest to prove it, so everything below {@code
 * channels/} comes from the origin, and so do listings.
 */
public final class ChainedReader implements StoreReader {
  private final List<MirrorEndpoint> mirrors;
  private final StoreReader origin;

  /**
   * @param mirrors the nearest first; they and the origin are closed with this
   * @param random spreads the rests of many nodes that lose the same mirror; safe for several
   *     threads
   */
  public ChainedReader(
      List<Mirror> mirrors,
      StoreReader origin,
      Backoff patience,
      InstantSource clock,
      RandomGenerator random) {
    this.mirrors =
        mirrors.stream()
            .map(
                m ->
                    new MirrorEndpoint(
                        m,
                        new CircuitBreaker(m.name(), patience, clock, random),
                        patience.slowLook()))
            .toList();
    this.origin = origin;
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    if (StoreKeys.isChannel(key)) {
      return origin.find(key);
    }
    return IntStream.range(0, mirrors.size())
        .mapToObj(i -> mirrors.get(i).find(key).map(found -> SourceTag.put(i, found)))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> origin.find(key));
  }

  @Override
  public List<StoredObject> list(ObjectKey folder) {
    return origin.list(folder);
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    return SourceTag.read(object)
        .map(tagged -> member(tagged).open(tagged.object(), range))
        .orElseGet(() -> origin.open(object, range));
  }

  @Override
  public void distrust(StoredObject object) {
    SourceTag.read(object)
        .ifPresentOrElse(
            tagged -> member(tagged).distrust(tagged.object()), () -> origin.distrust(object));
  }

  @Override
  public void tooSlow(StoredObject object) {
    SourceTag.read(object)
        .ifPresentOrElse(
            tagged -> member(tagged).tooSlow(tagged.object()), () -> origin.tooSlow(object));
  }

  private MirrorEndpoint member(SourceTag tagged) {
    if (tagged.mirror() >= mirrors.size() || StoreKeys.isChannel(tagged.object().key())) {
      throw new ObjectChangedException(tagged.object().key(), location());
    }
    return mirrors.get(tagged.mirror());
  }

  /** The origin's: a mirror's clock says nothing about the publisher's. */
  @Override
  public Optional<Instant> storeTime() {
    return origin.storeTime();
  }

  @Override
  public String location() {
    return mirrors.isEmpty()
        ? origin.location()
        : mirrors.stream()
            .map(MirrorEndpoint::name)
            .collect(Collectors.joining(", ", origin.location() + " (mirrors: ", ")"));
  }

  @Override
  public void close() {
    mirrors.forEach(MirrorEndpoint::close);
    origin.close();
  }
}
