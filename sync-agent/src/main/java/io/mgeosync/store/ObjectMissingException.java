package io.mgeosync.store;

/** There is no such object. */
public final class ObjectMissingException extends StoreException {
  private final ObjectKey key;

  public ObjectMissingException(ObjectKey key, String location) {
    super(Kind.MISSING, key + " is not in " + location, "publish it, or correct the name", null);
    this.key = key;
  }

  public ObjectKey key() {
    return key;
  }
}
