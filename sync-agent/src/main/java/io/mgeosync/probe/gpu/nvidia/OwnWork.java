package io.mgeosync.probe.gpu.nvidia;

/**
 * What this very process lets GPUs compute: a measurement of how busy a GPU was must not take that
 * for the service's work. Safe from any thread.
 */
final class OwnWork {
  /** A GPU cannot tell the objects of one process apart, so there is one for all of them. */
  static final OwnWork OF_THIS_PROCESS = new OwnWork();

  private long begun;
  private int running;

  synchronized void begin() {
    begun++;
    running++;
  }

  synchronized void end() {
    running--;
  }

  /** Until {@link #since} is asked with it. */
  synchronized long mark() {
    return running > 0 ? -1 : begun;
  }

  /** Whether anything was computed since that mark. */
  synchronized boolean since(long mark) {
    return mark != begun;
  }
}
