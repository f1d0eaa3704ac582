package io.mgeosync.fetch;

import java.util.ArrayList;
import java.util.List;

/** Makes requests of sensible size out of missing chunks that lie side by side. */
final class Coalescing {
  private Coalescing() {}

  /**
   * Runs of neighbours, in order; a run is longer than {@code maxBytes} only if it is one chunk.
   *
   * @param missing of one file after the other, by offset within a file
   */
  static List<List<ChunkRef>> runs(List<ChunkRef> missing, long maxBytes) {
    List<List<ChunkRef>> runs = new ArrayList<>();
    List<ChunkRef> run = new ArrayList<>();
    for (ChunkRef piece : missing) {
      if (!run.isEmpty() && !fits(run, piece, maxBytes)) {
        runs.add(List.copyOf(run));
        run.clear();
      }
      run.add(piece);
    }
    if (!run.isEmpty()) {
      runs.add(List.copyOf(run));
    }
    return runs;
  }

  private static boolean fits(List<ChunkRef> run, ChunkRef next, long maxBytes) {
    ChunkRef last = run.getLast();
    return last.entry().path().equals(next.entry().path())
        && last.end() == next.offset()
        && next.end() - run.getFirst().offset() <= maxBytes;
  }
}
