package io.mgeosync.store.chain;

import io.mgeosync.base.Stopwatch;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ObjectChangedException;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.ObjectMissingException;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.StoredObject;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One mirror in its chain: asked only while it is well, and watched. */
final class MirrorEndpoint {
  private final StoreReader reader;
  private final String name;
  private final CircuitBreaker health;
  private final Duration patience;
  private final RejectedObjects spurned = new RejectedObjects();

  /**
   * @param patience a longer look for an object is a failure
   */
  MirrorEndpoint(Mirror mirror, CircuitBreaker health, Duration patience) {
    this.patience = patience;
    this.reader = mirror.reader();
    this.name = mirror.name();
    this.health = health;
  }

  /** Empty, too, when this mirror cannot say or is not to be asked: others may have it. */
  Optional<StoredObject> find(ObjectKey key) {
    if (!health.mayBeAsked()) {
      return Optional.empty();
    }
    Stopwatch looking = Stopwatch.started();
    try {
      Optional<StoredObject> found = reader.find(key).filter(object -> !spurned.has(object));
      if (looking.elapsed().compareTo(patience) > 0) {
        failed(slow(key, looking.elapsed()));
        return Optional.empty();
      }
      return found;
    } catch (StoreException e) {
      failed(e);
      return Optional.empty();
    }
  }

  /**
   * After any refusal of a mirror, trying again can help: another source is asked then.
   *
   * @throws ObjectChangedException when it has that object no more
   * @throws StoreUnavailableException in all other cases
   */
  InputStream open(StoredObject object, ByteRange range) {
    if (!health.mayBeAsked()) {
      throw detour(object, "it is left alone for a while", null);
    }
    try {
      return new WatchedStream(reader.open(object, range), range.length(), health);
    } catch (ObjectChangedException | ObjectMissingException e) {
      refused(object, e);
      throw new ObjectChangedException(object.key(), name);
    } catch (StoreException e) {
      failed(e);
      throw detour(object, e.reason(), e);
    }
  }

  /** A bundle has thousands of files, and each of them is looked for. */
  private static StoreException slow(ObjectKey key, Duration took) {
    return new StoreUnavailableException(
        "it took %d s to say whether it has %s".formatted(took.toSeconds(), key),
        "look at the mirror",
        null);
  }

  /** The second object of one key is no old copy any more: then nothing holds still there. */
  private void refused(StoredObject object, StoreException e) {
    if (spurned.hasAnotherOf(object)) {
      failed(e);
    }
    spurned.add(object);
  }

  /** An interrupted request says nothing about the mirror, and the caller wants to stop. */
  private void failed(StoreException e) {
    if (Thread.currentThread().isInterrupted()) {
      throw e;
    }
    health.failed(e);
  }

  private StoreException detour(StoredObject object, String why, @Nullable StoreException cause) {
    return new StoreUnavailableException(
        "%s is not read from mirror %s: %s".formatted(object.key(), name, why),
        "find it again: the next source is asked then",
        cause);
  }

  void distrust(StoredObject object) {
    health.lied(object);
    reader.distrust(object);
  }

  void tooSlow(StoredObject object) {
    health.failed(
        new StoreUnavailableException(
            object.key() + " comes much slower than others do", "try again later", null));
    reader.tooSlow(object);
  }

  String name() {
    return name;
  }

  void close() {
    reader.close();
  }
}
