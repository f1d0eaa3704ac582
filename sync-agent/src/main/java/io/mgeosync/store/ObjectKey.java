package io.mgeosync.store;

/**
 * An object's place below a store's root: {@code /}-separated, relative, no empty, {@code .} or
 * {@code ..} segment. A store adds its own prefix.
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
  public ObjectKey {
    for (String segment : value.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException("not an object key: " + value);
      }
    }
  }

  public ObjectKey resolve(String relative) {
    return new ObjectKey(value + "/" + relative);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
