package io.mgeosync.store;

/** Something between here and the store answers a request for a range with other bytes. */
public final class RangeIgnoredException extends StoreException {
  private final ObjectKey key;
  private final ByteRange range;

  public RangeIgnoredException(ObjectKey key, ByteRange range, String location, String answer) {
    super(
        Kind.MISMATCH,
        "bytes %d-%d of %s were asked of %s, which answered with %s"
            .formatted(range.offset(), range.end() - 1, key, location, answer),
        "use a store or proxy that serves HTTP range requests",
        null);
    this.key = key;
    this.range = range;
  }

  public ObjectKey key() {
    return key;
  }

  public ByteRange range() {
    return range;
  }
}
