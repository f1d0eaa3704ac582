package io.mgeosync.publish;

import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.PreconditionFailedException;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Brings one object at a time into the store.
 *
 * <p>What an earlier or an interrupted publish left behind is taken over only when it is proven:
 * same size, and a tag that is the MD5 of our bytes (what S3 gives a single-part object) or the
 * store's own word for their SHA-256, which was recorded with the upload. Size alone proves
 * nothing. Anything else is written over, on condition that it is still what was seen.
 */
final class Uploader {
  private final Store store;
  private final Map<ObjectKey, StoredObject> before;
  private final Progress progress;

  /**
   * @param before what the version's folder held at the start
   */
  Uploader(Store store, Map<ObjectKey, StoredObject> before, Progress progress) {
    this.store = store;
    this.before = before;
    this.progress = progress;
  }

  /** The object as it is in the store now, its bytes proven to be the expected ones. */
  StoredObject bring(Upload upload) {
    @Nullable StoredObject left = before.get(upload.key());
    if (left != null && proven(left, upload)) {
      progress.add(upload.size());
      return left;
    }
    Precondition condition =
        left == null ? new Precondition.Absent() : new Precondition.Unchanged(left);
    try {
      return put(upload, condition);
    } catch (PreconditionFailedException e) {
      return ownWrite(upload, e);
    }
  }

  private StoredObject put(Upload upload, Precondition condition) {
    AtomicReference<@Nullable CheckedStream> attempt = new AtomicReference<>();
    Content.Opener checked =
        () -> {
          forget(attempt);
          CheckedStream stream =
              new CheckedStream(upload.content().opener().open(), upload, progress);
          attempt.set(stream);
          return stream;
        };
    try {
      Content content = new Content(upload.size(), Optional.of(upload.sha256()), checked);
      return store.put(upload.key(), content, condition);
    } catch (RuntimeException e) {
      forget(attempt);
      throw sourceChanged(e).orElse(e);
    }
  }

  private static void forget(AtomicReference<@Nullable CheckedStream> attempt) {
    @Nullable CheckedStream last = attempt.getAndSet(null);
    if (last != null) {
      last.forget();
    }
  }

  // After a lost answer the store's own retry finds our write there; only reading it tells whose.
  private StoredObject ownWrite(Upload upload, PreconditionFailedException lost) {
    Optional<StoredObject> there = store.find(upload.key());
    if (there.isEmpty() || !holdsOurBytes(there.get(), upload)) {
      throw PublishRefusals.concurrent(upload.key(), store.location(), lost);
    }
    progress.add(upload.size());
    return there.get();
  }

  private boolean holdsOurBytes(StoredObject object, Upload upload) {
    if (object.size() != upload.size()) {
      return false;
    }
    if (object.size() == 0 || proven(object, upload)) {
      return true;
    }
    try (InputStream in = store.open(object, new ByteRange(0, object.size()))) {
      return DigestUtils.sha256Hex(in).equals(upload.sha256().hex());
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "%s in %s cannot be read back".formatted(upload.key(), store.location()),
          "publish again",
          e);
    }
  }

  private boolean proven(StoredObject object, Upload upload) {
    String tag = object.tag().replace("\"", "").toLowerCase(Locale.ROOT);
    return object.size() == upload.size()
        && (tag.equals(upload.md5().hex()) || store.holds(object, upload.sha256()));
  }

  private static Optional<RuntimeException> sourceChanged(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SourceChangedException changed) {
        return Optional.of(changed);
      }
    }
    return Optional.empty();
  }
}
