package io.mgeosync.store;

/** The precondition of a write does not hold; nothing was written. */
public final class PreconditionFailedException extends StoreException {
  private final ObjectKey key;

  public PreconditionFailedException(ObjectKey key, String location) {
    super(
        Kind.BUSY,
        key + " in " + location + " is not as expected: another writer was first",
        "look at what is there now and try again",
        null);
    this.key = key;
  }

  public ObjectKey key() {
    return key;
  }
}
