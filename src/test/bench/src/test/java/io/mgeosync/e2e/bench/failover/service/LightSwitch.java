package io.mgeosync.e2e.bench.failover.service;

import java.time.Duration;

/** The fault of the moment; requests that it holds are let go when it changes. */
final class LightSwitch {
  private static final Duration LATE = Duration.ofSeconds(2);
  private static final Duration ON_CPU = Duration.ofSeconds(4);
  private static final int AT_A_TIME = 2;

  private LightFault fault = LightFault.NONE;
  private long changes;
  private int onCpu;

  synchronized void set(LightFault fault) {
    this.fault = fault;
    changes++;
    onCpu = 0;
    notifyAll();
  }

  synchronized LightFault get() {
    return fault;
  }

  /** Holds the caller for as long as the fault says, and returns the fault that then applies. */
  synchronized LightFault delay() throws InterruptedException {
    switch (fault) {
      case HANG -> hold(Long.MAX_VALUE);
      case SLOW, SLOW_GARBAGE -> hold(LATE.toMillis());
      case CPU_FALLBACK -> compute();
      case NONE, ERROR_500, ERROR_503 -> {}
    }
    return fault;
  }

  private void compute() throws InterruptedException {
    long change = changes;
    while (change == changes && onCpu == AT_A_TIME) {
      wait();
    }
    if (change == changes) {
      onCpu++;
      hold(ON_CPU.toMillis());
    }
    if (change == changes) {
      onCpu--;
      notifyAll();
    }
  }

  private void hold(long millis) throws InterruptedException {
    long change = changes;
    long began = System.nanoTime();
    for (long left = millis; left > 0 && change == changes; left = millis - since(began)) {
      wait(left);
    }
  }

  private static long since(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }
}
