package io.mgeosync.agent;

import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.reconcile.BundleWatch;
import io.mgeosync.reconcile.NodeBundle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A bundle is taken up once, when the agent starts: first what is on the disk, then, where all is
 * as it was, what the agent before this one had decided. Until then the watch tells nothing.
 */
final class Resumption implements Runnable {
  private final NodeBundle node;
  private final BundleWatch watch;
  private final DecisionKeeper decisions;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean believed;

  Resumption(NodeBundle node, BundleWatch watch, DecisionKeeper decisions) {
    this.node = node;
    this.watch = watch;
    this.decisions = decisions;
    watch.awaitBegin();
  }

  /** On the one thread that may change the disk. */
  @Override
  public void run() {
    Optional<Finding> before = Optional.empty();
    try {
      believed = node.resume();
      before = believed && !node.unproven() ? decisions.asBefore() : Optional.empty();
    } finally {
      before.ifPresentOrElse(watch::beginFrom, watch::beginLooking);
      ended.countDown();
    }
  }

  /**
   * Whether the release was believed as it lies there, so that it should be read some time soon.
   */
  boolean believed() {
    return believed;
  }

  /** Returns when it has ended, or then: a release that was touched is read again. */
  void awaitEnd(Duration atMost) {
    try {
      var _ = ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
