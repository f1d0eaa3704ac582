package io.mgeosync.fetch;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.mgeosync.disk.WorkInterruptedException;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ObjectChangedException;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
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
 * that is not proven; a wrong chunk is asked for once more, then believed to be corrupt.
 */
final class RunFetch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RunFetch.class);
  private static final int MAX_DELAY_FACTOR = 16;

  /** A chunk arrived with wrong bytes for the first time: on the way, or at the source? */
  private static final class WrongBytesException extends RuntimeException {
    WrongBytesException() {
      super("wrong bytes", null, false, false);
    }
  }

  private final BundleObjects objects;
  private final List<Piece> run;
  private final StagedFile file;
  private final Meter meter;
  private final FetchOptions options;
  private final Intake intake = new Intake();
  private int next;
  private @Nullable Piece suspect;

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
    long from = run.get(next).offset();
    ByteRange range = new ByteRange(from, run.getLast().end() - from);
    try (InputStream in = objects.open(entry(), range)) {
      while (next < run.size()) {
        take(run.get(next), in);
        next++;
      }
    } catch (ObjectChangedException e) {
      throw replaced(e);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private void take(Piece piece, InputStream in) throws IOException {
    if (!intake.take(piece, into -> read(in, into), file)) {
      throw wrong(piece);
    }
    file.proved();
    meter.fetched(piece.chunk().size());
  }

  private static int read(InputStream in, ByteBuffer into) throws IOException {
    int got = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
    if (got > 0) {
      into.position(into.position() + got);
    }
    return got;
  }

  private RuntimeException wrong(Piece piece) {
    if (piece.equals(suspect)) {
      return objects.corrupt(piece);
    }
    suspect = piece;
    LOG.warn("{} came with wrong bytes at {}; asking again", objects.key(entry()), piece.range());
    return new WrongBytesException();
  }

  /** Mixing is no danger, since each chunk is proven; so what is there now is worth a look. */
  private ObjectChangedException replaced(ObjectChangedException failure) {
    LOG.warn("{} was replaced while it was being fetched", failure.key());
    objects.forget(entry());
    return failure;
  }

  private RuntimeException broken(IOException failure) {
    if (failure.getCause() instanceof ObjectChangedException changed) {
      return replaced(changed);
    }
    if (failure.getCause() instanceof StoreException known) {
      return known;
    }
    return new StoreUnavailableException(
        "reading " + objects.key(entry()) + " from " + objects.location() + " broke off",
        "try again: it resumes; if it stays, look at the store and the network",
        failure);
  }
}
