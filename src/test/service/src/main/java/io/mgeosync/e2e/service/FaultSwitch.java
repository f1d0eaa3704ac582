package io.mgeosync.e2e.service;

import java.time.Duration;

/** The fault of the moment; requests that it holds are let go when it changes. */
final class FaultSwitch {
  private static final Duration LATE = Duration.ofSeconds(2);

  private Fault fault = Fault.NONE;

  synchronized Fault get() {
    return fault;
  }

  synchronized void set(Fault fault) {
    this.fault = fault;
    notifyAll();
  }

  /** Holds the caller for as long as the fault says, and returns the fault that then applies. */
  synchronized Fault delay() throws InterruptedException {
    while (fault == Fault.HANG) {
      wait();
    }
    if (fault == Fault.SLOW) {
      stayLate();
    }
    return fault;
  }

  private void stayLate() throws InterruptedException {
    long end = System.nanoTime() + LATE.toNanos();
    for (long left = LATE.toNanos(); left > 0 && fault == Fault.SLOW; ) {
      wait(left / 1_000_000 + 1);
      left = end - System.nanoTime();
    }
  }
}
