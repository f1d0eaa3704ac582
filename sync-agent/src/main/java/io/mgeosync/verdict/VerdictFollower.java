package io.mgeosync.verdict;

import java.util.Optional;

/**
 * Told the verdict several times in a second by one thread, and once that the node is not watched
 * any more.
 */
public interface VerdictFollower extends AutoCloseable {
  /**
   * The verdict of this moment, whether it has changed or not.
   *
   * @param verdict empty when it cannot be read
   */
  void followVerdict(Optional<NodeVerdict> verdict);

  /** From now on this node is not watched. */
  @Override
  void close();
}
