package io.mgeosync.drill.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Many points as one small path: those that fall on the same cell of a fine grid are one mark,
 * darker for more of them, so that a hundred thousand requests make no larger page than a thousand.
 */
final class PointCloud {
  /** Pixels. */
  private static final int CELL = 2;

  private final Map<Long, Integer> counts = new LinkedHashMap<>();

  void add(double x, double y) {
    long cell = (Math.round(x / (double) CELL) << Integer.SIZE) | Math.round(y / (double) CELL);
    counts.merge(cell, 1, Integer::sum);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /**
   * A path's data.
   *
   * @param mark what is drawn at each point, in relative commands
   * @param wanted which cells, by how many points are in them
   */
  String path(String mark, IntPredicate wanted) {
    var data = new StringBuilder();
    counts.forEach(
        (cell, count) -> {
          if (wanted.test(count)) {
            data.append('M')
                .append((cell >> Integer.SIZE) * CELL)
                .append(' ')
                .append(cell.intValue() * CELL)
                .append(mark);
          }
        });
    return data.toString();
  }
}
