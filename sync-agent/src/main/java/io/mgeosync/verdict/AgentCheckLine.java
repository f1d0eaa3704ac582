package io.mgeosync.verdict;

import io.mgeosync.net.AsciiLine;

/**
 * The verdict as HAProxy's agent check reads it, by the section {@code agent-check} of HAProxy's
 * configuration manual: words in any order, ended by a line feed, what is not said stays as it is.
 */
public final class AgentCheckLine {
  private AgentCheckLine() {}

  /**
   * One ASCII line. A server that is refused keeps its drain in mind, and one that is drained is
   * said to be up: both words are needed to take back what was said before.
   */
  public static String of(NodeVerdict verdict) {
    return switch (verdict.standing()) {
          case READY -> "up ready " + verdict.weight() + "%";
          case DRAINING -> "up drain";
          case NOT_NOW, UNKNOWN, WRONG -> "down #" + AsciiLine.of(verdict.why());
        }
        + "\n";
  }

  /** When it cannot be said how the node is. */
  static String unknown() {
    return "down #the agent cannot say how this node is\n";
  }
}
