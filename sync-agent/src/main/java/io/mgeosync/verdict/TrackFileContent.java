package io.mgeosync.verdict;

/**
 * The verdict as keepalived's {@code track_file} reads it: a whole number, multiplied by the weight
 * in keepalived's configuration and added to the priority. With a negative weight a node stands
 * below every better one; with weight 0 anything but 0 is a fault.
 */
public final class TrackFileContent {
  private TrackFileContent() {}

  /**
   * 0 for ready, 1 for what may serve all the same, 2 for {@link #unknown}, 3 for what has nothing
   * to serve now, 4 for what is proven wrong.
   */
  public static String of(NodeVerdict verdict) {
    return switch (verdict.standing()) {
      case READY -> "0\n";
      case DRAINING -> "1\n";
      case NOT_NOW -> verdict.mayServe() ? "1\n" : "3\n";
      case UNKNOWN -> unknown();
      case WRONG -> "4\n";
    };
  }

  /** Of a node that is not watched: better than one that is refused, worse than any other. */
  public static String unknown() {
    return "2\n";
  }
}
