package io.mgeosync.fetch;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.mgeosync.disk.WorkInterruptedException;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches one run of neighbouring chunks. A stream that breaks is taken up again at the first chunk
 * that is not proven. A chunk that is wrong is asked of the next source, and when there is none
 * once more of the same one; then it is believed to be corrupt. Each new attempt finds the object
 * again, so it may come from another source: mixing is no danger, since each chunk is proven.
 */
final class RunFetch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RunFetch.class);
  private static final int MAX_DELAY_FACTOR = 16;

  /** A chunk arrived with wrong bytes from this object for the first time. */
  private static final class WrongBytesException extends RuntimeException {
    private final transient CorruptObjectException verdict;

    WrongBytesException(CorruptObjectException verdict) {
      super("wrong bytes", null, false, false);
      this.verdict = verdict;
    }
  }

  private record Suspect(Piece piece, StoredObject object) {}

  private final BundleObjects objects;
  private final List<Piece> run;
  private final StagedFile file;
  private final Meter meter;
  private final FetchOptions options;
  private final Intake intake = new Intake();
  private int next;
  private @Nullable Suspect suspect;

  RunFetch(
      BundleObjects objects, List<Piece> run, StagedFile file, Meter meter, FetchOptions options) {
    this.objects = objects;
    this.run = run;
    this.file = file;
    this.meter = meter;
    this.options = options;
  }

  /** The attempts are counted anew after each proven chunk: a shaky line is slow, not dead. */
  @Override
  public void run() {
    while (true) {
      int before = next;
      try {
        runAttempts();
        return;
      } catch (StoreException e) {
        if (next == before || !worthRetrying(e)) {
          throw e;
        }
      }
    }
  }

  private void runAttempts() {
    try {
      Failsafe.with(policy()).run(this::attempt);
    } catch (WrongBytesException e) {
      throw e.verdict; // The attempts ran out among sources that were all wrong.
    } catch (FailsafeException e) {
      // Only an interrupted wait comes out wrapped; failures of an attempt come out as they are.
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException("fetching " + objects.key(entry()));
    }
  }

  private RetryPolicy<Object> policy() {
    long first = options.firstDelay().toMillis();
    return RetryPolicy.builder()
        .handleIf(RunFetch::worthRetrying)
        .withMaxAttempts(options.attempts())
        .withBackoff(first, first * MAX_DELAY_FACTOR, ChronoUnit.MILLIS)
        .withJitter(0.25)
        .build();
  }

  private static boolean worthRetrying(Throwable failure) {
    return !Thread.currentThread().isInterrupted()
        && (failure instanceof WrongBytesException
            || (failure instanceof StoreException refusal && refusal.retryable()));
  }

  private FileEntry entry() {
    return run.getFirst().entry();
  }

  private void attempt() {
    StoredObject object = objects.of(entry());
    try {
      read(object);
    } catch (StoreException e) {
      objects.forget(object);
      throw e;
    } catch (IOException e) {
      objects.forget(object);
      throw broken(e);
    }
  }

  private void read(StoredObject object) throws IOException {
    long from = run.get(next).offset();
    ByteRange range = new ByteRange(from, run.getLast().end() - from);
    try (InputStream in = objects.open(object, range)) {
      while (next < run.size()) {
        take(new Suspect(run.get(next), object), in);
        next++;
      }
    }
  }

  private void take(Suspect chunk, InputStream in) throws IOException {
    if (!intake.take(chunk.piece(), into -> read(in, into), file)) {
      throw wrong(chunk);
    }
    file.proved();
    meter.fetched(chunk.piece().chunk().size());
  }

  private static int read(InputStream in, ByteBuffer into) throws IOException {
    int got = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
    if (got > 0) {
      into.position(into.position() + got);
    }
    return got;
  }

  private RuntimeException wrong(Suspect now) {
    objects.distrust(now.object());
    CorruptObjectException verdict = objects.corrupt(now.piece());
    if (now.equals(suspect)) {
      return verdict;
    }
    suspect = now;
    LOG.warn("{}; asking again", verdict.reason());
    return new WrongBytesException(verdict);
  }

  private StoreException broken(IOException failure) {
    if (failure.getCause() instanceof StoreException known) {
      return known;
    }
    return new StoreUnavailableException(
        "reading " + objects.key(entry()) + " from " + objects.location() + " broke off",
        "try again: it resumes; if it stays, look at the store and the network",
        failure);
  }
}
