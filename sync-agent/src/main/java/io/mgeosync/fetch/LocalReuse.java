package io.mgeosync.fetch;

import io.mgeosync.disk.IoPolicy;
import io.mgeosync.disk.WorkInterruptedException;
import io.mgeosync.disk.Workers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Finds the chunks that this disk has already, and proves each one while reading it: what an
 * interrupted fetch left in staging, and what any release holds. Releases are copied, never
 * hard-linked: two releases that share an inode would be damaged by one flipped byte.
 */
final class LocalReuse {
  /** Enough per task to read in one sweep, and little enough to keep every core busy. */
  private static final long TASK_BYTES = 32L << 20;

  private final Staging staging;
  private final ProgressMeter meter;
  private final String work;
  private final IoPolicy manners;

  LocalReuse(Staging staging, ProgressMeter meter, String work, IoPolicy manners) {
    this.staging = staging;
    this.meter = meter;
    this.work = work;
    this.manners = manners;
  }

  /** Proves what lies at its place already, and returns the rest, in order. */
  List<ChunkRef> keepStaged(List<ChunkRef> pieces) {
    return remaining(pieces, piece -> staging.file(piece).begun(), this::isStaged);
  }

  /** Copies what other releases have, and returns the rest, in order. */
  List<ChunkRef> copy(List<ChunkRef> pieces, LocalChunks local) {
    return remaining(
        pieces,
        piece -> local.find(piece).isPresent(),
        (intake, piece) -> isCopied(intake, piece, local.find(piece).orElseThrow()));
  }

  /** Tries to get hold of one chunk; false where that fails, for any reason. */
  @FunctionalInterface
  private interface Attempt {
    boolean succeeds(ChunkWriter intake, ChunkRef piece);
  }

  private List<ChunkRef> remaining(
      List<ChunkRef> pieces, Predicate<ChunkRef> promising, Attempt attempt) {
    Set<ChunkRef> done = ConcurrentHashMap.newKeySet();
    List<Runnable> tasks = new ArrayList<>();
    List<ChunkRef> candidates = pieces.stream().filter(promising).toList();
    for (List<ChunkRef> run : Coalescing.runs(candidates, TASK_BYTES)) {
      tasks.add(() -> tryAll(run, attempt, done));
    }
    int threads = Runtime.getRuntime().availableProcessors();
    Workers.runAll(work, threads, manners.niceness(), tasks);
    return pieces.stream().filter(piece -> !done.contains(piece)).toList();
  }

  private void tryAll(List<ChunkRef> run, Attempt attempt, Set<ChunkRef> done) {
    ChunkWriter intake = new ChunkWriter();
    for (ChunkRef piece : run) {
      keepPace(piece.chunk().size());
      if (attempt.succeeds(intake, piece)) {
        staging.file(piece).countProvenChunk();
        done.add(piece);
        meter.reused(piece.chunk().size());
      }
    }
  }

  private void keepPace(int bytes) {
    try {
      manners.pace().take(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException(work);
    }
  }

  private boolean isStaged(ChunkWriter intake, ChunkRef piece) {
    StagedFile file = staging.file(piece);
    return reads(intake, piece, (into, done) -> file.read(into, piece.offset() + done));
  }

  @FunctionalInterface
  private interface At {
    int read(ByteBuffer into, long done) throws IOException;
  }

  private static boolean reads(ChunkWriter intake, ChunkRef piece, At at) {
    try {
      return intake.checkChunk(piece, counting(at));
    } catch (IOException e) {
      return false; // A bad sector under a leftover: the chunk is written again.
    }
  }

  private static ChunkWriter.Source counting(At at) {
    long[] done = {0};
    return into -> {
      int got = at.read(into, done[0]);
      done[0] += Math.max(got, 0);
      return got;
    };
  }

  private boolean isCopied(ChunkWriter intake, ChunkRef piece, LocalChunks.Place place) {
    try (FileChannel source =
        FileChannel.open(place.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      At at = (into, done) -> source.read(into, place.offset() + done);
      return intake.writeChunk(piece, counting(at), staging.file(piece)::writeBytes);
    } catch (IOException e) {
      return false; // A damaged release is no source; the store is.
    }
  }
}
