package io.mgeosync.store;

/** An object that is to be held in memory is larger than its kind may be. */
public final class ObjectTooLargeException extends StoreException {
  private final ObjectKey key;
  private final long size;
  private final long limit;

  public ObjectTooLargeException(StoredObject object, long limit, String location) {
    super(
        Kind.MISMATCH,
        "%s in %s has %d bytes; at most %d are read"
            .formatted(object.key(), location, object.size(), limit),
        "look at what was stored under that name, and publish it again",
        null);
    this.key = object.key();
    this.size = object.size();
    this.limit = limit;
  }

  public ObjectKey key() {
    return key;
  }

  /** In bytes. */
  public long size() {
    return size;
  }

  /** In bytes. */
  public long limit() {
    return limit;
  }
}
