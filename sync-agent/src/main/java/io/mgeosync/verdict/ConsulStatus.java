package io.mgeosync.verdict;

/**
 * The verdict as an HTTP check of Consul reads it: 2xx is passing, 429 is warning, anything else is
 * critical.
 */
public final class ConsulStatus {
  private static final int PASSING = 200;
  private static final int WARNING = 429;
  private static final int CRITICAL = 503;

  private ConsulStatus() {}

  /**
   * A node whose peers differ serves, and an operator should look at it. A channel that expires
   * soon is no warning here: all nodes have it at once, and who asks Consul for passing nodes only
   * would be left with none.
   */
  public static int of(NodeVerdict verdict) {
    if (!verdict.ready()) {
      return CRITICAL;
    }
    return verdict.warnings().isEmpty() ? PASSING : WARNING;
  }
}
