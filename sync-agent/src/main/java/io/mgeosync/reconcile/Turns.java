package io.mgeosync.reconcile;

import io.mgeosync.channel.Pin;

/** Lets the nodes of a group leave service for a switch one after another. */
@FunctionalInterface
public interface Turns {
  /** For a node that serves alone. */
  Turns ALONE = next -> () -> {};

  /** Held while the node switches; closing it never fails. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until this node may leave service, for a bounded time.
   *
   * @param next the release that the node is going to switch to
   * @throws NoTurnException when its peers cannot spare it now; nothing has changed then
   */
  Held takeTurn(Pin next);
}
