package io.mgeosync.failover.verdict;

/**
 * The verdict as keepalived's {@code track_file} reads it: a whole number, multiplied by the weight
 * in keepalived's configuration and added to the priority. With a negative weight a node stands
 * below every better one; with weight 0 anything but 0 is a fault.
 */
public final class TrackFileContent {
  private TrackFileContent() {}

  /** 0 for ready, 1 for draining, 3 for refused; 2 is {@link #unknown}. */
  public static String of(NodeVerdict verdict) {
    return switch (verdict.standing()) {
      case READY -> "0\n";
      case DRAINING -> "1\n";
      case NOT_NOW, UNKNOWN, WRONG -> "3\n";
    };
  }

  /** Of a node that nobody watches: better than one that is refused, worse than any other. */
  public static String unknown() {
    return "2\n";
  }
}
