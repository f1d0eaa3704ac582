package io.mgeosync.fetch;

import io.mgeosync.disk.Workers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Finds out what a fetch would reuse, in the order in which it does, and changes nothing. Every
 * chunk is read and proven: a plan that believed a damaged release would promise too much.
 */
final class Planner {
  private static final long TASK_BYTES = 32L << 20;

  private final Path staging;
  private final LocalChunks local;
  private final String work;

  Planner(Path staging, LocalChunks local, String work) {
    this.staging = staging;
    this.local = local;
    this.work = work;
  }

  /** Those that do not lie at their place in staging, in order. */
  List<ChunkRef> notStaged(List<ChunkRef> pieces) {
    return without(pieces, this::staged);
  }

  /** Those that no release has, in order. */
  List<ChunkRef> notLocal(List<ChunkRef> pieces) {
    return without(pieces, local::find);
  }

  private Optional<LocalChunks.Place> staged(ChunkRef piece) {
    Path file = staging.resolve(piece.entry().path().value());
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(new LocalChunks.Place(file, piece.offset()))
        : Optional.empty();
  }

  private List<ChunkRef> without(
      List<ChunkRef> pieces, Function<ChunkRef, Optional<LocalChunks.Place>> places) {
    Set<ChunkRef> proven = ConcurrentHashMap.newKeySet();
    List<Runnable> tasks = new ArrayList<>();
    for (List<ChunkRef> run : Coalescing.runs(pieces, TASK_BYTES)) {
      tasks.add(() -> proveAll(run, places, proven));
    }
    Workers.runAll(work, Runtime.getRuntime().availableProcessors(), tasks);
    return pieces.stream().filter(piece -> !proven.contains(piece)).toList();
  }

  private static void proveAll(
      List<ChunkRef> run,
      Function<ChunkRef, Optional<LocalChunks.Place>> places,
      Set<ChunkRef> proven) {
    ChunkWriter intake = new ChunkWriter();
    for (ChunkRef piece : run) {
      if (places.apply(piece).filter(place -> isRight(intake, piece, place)).isPresent()) {
        proven.add(piece);
      }
    }
  }

  private static boolean isRight(ChunkWriter intake, ChunkRef piece, LocalChunks.Place place) {
    try (FileChannel source =
        FileChannel.open(place.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      source.position(place.offset());
      return intake.checkChunk(piece, source::read);
    } catch (IOException e) {
      return false; // What cannot be read would be fetched.
    }
  }
}
