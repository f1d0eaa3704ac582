package io.mgeosync.store;

/** The object was replaced after it was found. */
public final class ObjectChangedException extends StoreException {
  private final ObjectKey key;

  public ObjectChangedException(ObjectKey key, String location) {
    super(
        Kind.UNAVAILABLE,
        key + " in " + location + " was replaced while it was being read",
        "try again; a published version must never change in place",
        null);
    this.key = key;
  }

  public ObjectKey key() {
    return key;
  }
}
