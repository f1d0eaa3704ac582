package io.mgeosync.store;

import io.mgeosync.manifest.Refusal.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what a store lists, within a bound: a listing may never end. Not for several threads.
 */
public final class Listing {
  /** A bundle has fewer files, and a channel fewer changes. */
  public static final int OBJECTS_AT_MOST = 250_000;

  private final String what;
  private final List<StoredObject> found = new ArrayList<>();

  /** An empty one. */
  public Listing(ObjectKey folder, String location) {
    this.what = folder + " in " + location;
  }

  /**
   * Takes one more.
   *
   * @throws StoreException (MISMATCH) when there are more than {@link #OBJECTS_AT_MOST}
   */
  public void add(StoredObject object) {
    if (found.size() == OBJECTS_AT_MOST) {
      throw new StoreException(
          Kind.MISMATCH,
          "%s holds more than %d objects".formatted(what, OBJECTS_AT_MOST),
          "move away what does not belong there; if nothing lies there, look at the server",
          null);
    }
    found.add(object);
  }

  /** What was collected, by key. */
  public List<StoredObject> sorted() {
    found.sort(Comparator.comparing(StoredObject::key));
    return List.copyOf(found);
  }
}
