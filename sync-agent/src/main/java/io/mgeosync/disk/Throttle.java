package io.mgeosync.disk;

/**
 * How fast bytes may be moved: a limit, a rest while the service needs the machine, or both. One
 * pace is shared by all threads of the work that it governs.
 */
@FunctionalInterface
public interface Throttle {
  /** As fast as it goes. */
  Throttle FREE = bytes -> {};

  /**
   * Bytes have been moved: waits until it is the turn of the next ones.
   *
   * @throws InterruptedException when interrupted while waiting
   */
  void take(int bytes) throws InterruptedException;

  /** How many of {@code count} bytes may be moved in one go: few, so that the flow is even. */
  default int slice(int count) {
    return count;
  }

  /** This one and then the other. */
  default Throttle and(Throttle other) {
    Throttle first = this;
    return new Throttle() {
      @Override
      public void take(int bytes) throws InterruptedException {
        first.take(bytes);
        other.take(bytes);
      }

      @Override
      public int slice(int count) {
        return other.slice(first.slice(count));
      }
    };
  }
}
