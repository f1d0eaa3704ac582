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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches one run of neighbouring chunks. A stream that breaks is taken up again at the first chunk
 * that is not proven. A chunk that is wrong is asked of the next source, and when there is none
 * once more of the same one; then it is believed to be corrupt. Each new attempt finds the object
 * again, so it may come from another source: mixing is no danger, since each chunk is proven.
 *
 * <p>A run that is stuck can be handed over to a fresh one while its thread still waits for bytes:
 * from then on the old one writes nothing, and its end does not matter.
 */
final class RangeDownload implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RangeDownload.class);
  private static final int MAX_DELAY_FACTOR = 16;

  /** A chunk arrived with wrong bytes from this object for the first time. */
  private static final class WrongBytesException extends RuntimeException {
    private final transient CorruptObjectException verdict;

    WrongBytesException(CorruptObjectException verdict) {
      super("wrong bytes", null, false, false);
      this.verdict = verdict;
    }
  }

  /** The run was handed over; what this thread still holds is dropped. */
  private static final class HandedOverException extends RuntimeException {
    HandedOverException() {
      super("handed over", null, false, false);
    }
  }

  private record Suspect(ChunkRef piece, StoredObject object) {}

  private final BundleObjects objects;
  private final List<ChunkRef> run;
  private final StagedFile file;
  private final ProgressMeter meter;
  private final FetchOptions options;

  /** Held while this run touches the disk; guards {@link #next} and {@link #handedOver}. */
  private final ReentrantLock disk = new ReentrantLock();

  private int next;
  private volatile boolean handedOver;
  private volatile @Nullable StoredObject reading;
  private final AtomicLong received = new AtomicLong();
  private @Nullable Suspect suspect;

  RangeDownload(
      BundleObjects objects,
      List<ChunkRef> run,
      StagedFile file,
      ProgressMeter meter,
      FetchOptions options) {
    this.objects = objects;
    this.run = run;
    this.file = file;
    this.meter = meter;
    this.options = options;
  }

  /** Bytes that have arrived so far, proven or not. */
  long received() {
    return received.get();
  }

  /**
   * What is left of this run as a new one, which asks for its object again and so may be given
   * another source. Empty while this one is busy with the disk, which is no fault of a source's,
   * and when it has nothing left.
   */
  Optional<RangeDownload> handOver() {
    if (!disk.tryLock()) {
      return Optional.empty();
    }
    try {
      if (next == run.size()) {
        return Optional.empty();
      }
      handedOver = true;
      StoredObject slow = reading;
      if (slow != null) {
        objects.tooSlow(slow);
      }
      return Optional.of(
          new RangeDownload(objects, run.subList(next, run.size()), file, meter, options));
    } finally {
      disk.unlock();
    }
  }

  /** Returns when this run touches the disk no more, although its thread may go on waiting. */
  void abandonRun() {
    disk.lock();
    try {
      handedOver = true;
    } finally {
      disk.unlock();
    }
  }

  @Override
  public void run() {
    try {
      runToTheEnd();
    } catch (HandedOverException e) {
      return;
    } catch (RuntimeException e) {
      if (!handedOver) {
        throw e;
      }
    }
  }

  /** The attempts are counted from zero after each proven chunk: a shaky line is slow, not dead. */
  private void runToTheEnd() {
    ChunkWriter intake = new ChunkWriter();
    while (true) {
      int before = next;
      try {
        runAttempts(intake);
        return;
      } catch (StoreException e) {
        if (next == before || !worthRetrying(e)) {
          throw e;
        }
      }
    }
  }

  private void runAttempts(ChunkWriter intake) {
    try {
      Failsafe.with(policy()).run(() -> attempt(intake));
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
        .handleIf(this::worthRetrying)
        .withMaxAttempts(options.attempts())
        .withBackoff(first, first * MAX_DELAY_FACTOR, ChronoUnit.MILLIS)
        .withJitter(0.25)
        .build();
  }

  private boolean worthRetrying(Throwable failure) {
    return !handedOver
        && !Thread.currentThread().isInterrupted()
        && (failure instanceof WrongBytesException
            || (failure instanceof StoreException refusal && refusal.retryable()));
  }

  private FileEntry entry() {
    return run.getFirst().entry();
  }

  private void attempt(ChunkWriter intake) {
    StoredObject object = objects.of(entry());
    reading = object;
    try {
      read(object, intake);
    } catch (StoreException e) {
      objects.forget(object);
      throw e;
    } catch (IOException e) {
      objects.forget(object);
      throw broken(e);
    }
  }

  private void read(StoredObject object, ChunkWriter intake) throws IOException {
    long from = run.get(next).offset();
    ByteRange range = new ByteRange(from, run.getLast().end() - from);
    try (InputStream in = objects.open(object, range)) {
      while (next < run.size()) {
        takeChunk(new Suspect(run.get(next), object), in, intake);
      }
    }
  }

  private void takeChunk(Suspect chunk, InputStream in, ChunkWriter intake) throws IOException {
    if (!intake.writeChunk(chunk.piece(), into -> read(in, into), this::writeBytes)) {
      throw wrong(chunk);
    }
    onDisk(this::countProvenChunk);
    meter.fetched(chunk.piece().chunk().size());
  }

  private int read(InputStream in, ByteBuffer into) throws IOException {
    int got = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
    if (got > 0) {
      into.position(into.position() + got);
      received.addAndGet(got);
    }
    return got;
  }

  private void writeBytes(ByteBuffer bytes, long offset) {
    onDisk(() -> file.writeBytes(bytes, offset));
  }

  private void countProvenChunk() {
    file.countProvenChunk();
    next++;
  }

  private void onDisk(Runnable step) {
    disk.lock();
    try {
      if (handedOver) {
        throw new HandedOverException();
      }
      step.run();
    } finally {
      disk.unlock();
    }
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
