package io.mgeosync.store.chain;

import io.mgeosync.store.StoredObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The objects that a mirror announced and then would not give, the latest thousand. A cache whose
 * pieces come from two versions of an object announces the old one again and again.
 */
final class RejectedObjects {
  private static final int LIMIT = 1000;

  private final Map<StoredObject, Boolean> objects =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StoredObject, Boolean> eldest) {
          return size() > LIMIT;
        }
      };

  synchronized void add(StoredObject object) {
    objects.put(object, true);
  }

  /** Whether one of the same key and another tag was refused before. */
  synchronized boolean hasAnotherOf(StoredObject object) {
    return objects.keySet().stream()
        .anyMatch(other -> other.key().equals(object.key()) && !other.equals(object));
  }

  synchronized boolean has(StoredObject object) {
    return objects.containsKey(object);
  }
}
