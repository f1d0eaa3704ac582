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
  static List<List<Piece>> runs(List<Piece> missing, long maxBytes) {
    List<List<Piece>> runs = new ArrayList<>();
    List<Piece> run = new ArrayList<>();
    for (Piece piece : missing) {
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

  private static boolean fits(List<Piece> run, Piece next, long maxBytes) {
    Piece last = run.getLast();
    return last.entry().path().equals(next.entry().path())
        && last.end() == next.offset()
        && next.end() - run.getFirst().offset() <= maxBytes;
  }
}
