package io.mgeosync.fetch;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ObjectKey;

/** A stored object does not hold the bytes that the pinned manifest proves; asked for twice. */
public final class CorruptObjectException extends Refusal {
  private final ObjectKey key;
  private final ByteRange range;

  CorruptObjectException(ObjectKey key, String location, ByteRange range, String difference) {
    super(
        Kind.MISMATCH,
        "%s in %s is corrupt at bytes %d-%d: %s"
            .formatted(key, location, range.offset(), range.end() - 1, difference),
        "publish the same directory under a new version"
            + " (`mgeo-sync publish DIR --bundle … --version …`), then promote it"
            + " (`mgeo-sync promote --channel … --bundle … --version …`)",
        null);
    this.key = key;
    this.range = range;
  }

  public ObjectKey key() {
    return key;
  }

  /** The first bytes that are proven wrong. */
  public ByteRange range() {
    return range;
  }
}
