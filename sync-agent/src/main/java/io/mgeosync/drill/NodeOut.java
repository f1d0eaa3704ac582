package io.mgeosync.drill;

import io.mgeosync.base.Deadline;
import io.mgeosync.manifest.Refusal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The node that is out, or not: taken out at most once and brought back for certain, whichever
 * thread comes first, the drill's own or the one that runs at Ctrl-C.
 */
final class NodeOut {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Outage outage;
  private final Duration patience;
  private final Consumer<String> steps;
  private boolean ever;
  private boolean out;
  private boolean over;

  /**
   * Nothing is out yet.
   *
   * @param patience how long to try to bring it back
   * @param steps is told when that does not work at once
   */
  NodeOut(Outage outage, Duration patience, Consumer<String> steps) {
    this.outage = outage;
    this.patience = patience;
    this.steps = steps;
  }

  /**
   * Takes it out.
   *
   * @throws Refusal when it is too late for that, or it cannot be; one that is proven has changed
   *     nothing, and is not undone: it may have been another outage that stood in the way
   */
  synchronized void takeOut() {
    if (over) {
      throw DrillRefusals.aborted();
    }
    ever = true;
    out = true; // Even an order that fails may have arrived.
    try {
      outage.takeOut();
    } catch (Refusal refusal) {
      out = refusal.retryable();
      ever = out;
      throw refusal;
    }
  }

  /**
   * Brings it back if it is out; it is never taken out afterwards.
   *
   * @return whether it was ever out
   * @throws Refusal when that was not possible for as long as we may try
   */
  synchronized boolean bringBack() {
    over = true;
    Deadline until = Deadline.after(patience);
    for (boolean told = false; out; told = true) {
      try {
        outage.bringBack();
        out = false;
      } catch (Refusal refusal) {
        again(refusal, until, told);
      }
    }
    return ever;
  }

  private void again(Refusal refusal, Deadline until, boolean told) {
    if (until.isOver()) {
      throw DrillRefusals.notRestored(outage.byHand(), refusal);
    }
    if (!told) {
      steps.accept("not restored yet, trying on: " + refusal.reason());
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }
}
