package io.mgeosync.base;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running program is made of: closed once, the latest part first. A part that hangs at a
 * dead mount, a service or a name server is left behind, so that a part that hangs does not delay
 * the end; the threads that it leaves are ended with the process.
 */
public final class Lifecycle implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);

  /** Less than any service manager waits: systemd's unit has 20 s, so has the pod. */
  private static final Duration ALL = Duration.ofSeconds(8);

  private static final Duration ONE = Duration.ofSeconds(5);

  /** Once the time is over each part still gets this long: most need no more. */
  private static final Duration LEAST = Duration.ofMillis(50);

  private final Duration all;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  public Lifecycle() {
    this(ALL);
  }

  /**
   * @param all within what time all parts are closed, or left behind
   */
  Lifecycle(Duration all) {
    this.all = all;
  }

  /** Has this part closed before all that came earlier. */
  public <T extends AutoCloseable> T closing(T part) {
    parts.push(part);
    return part;
  }

  /** Returns once {@link #close()} was called by another thread and has ended. */
  public void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A part that cannot be closed, or does not end, keeps no other from it. */
  @Override
  public synchronized void close() {
    Deadline end = Deadline.after(all);
    while (!parts.isEmpty()) {
      Duration left = end.left();
      close(parts.pop(), left.compareTo(LEAST) < 0 ? LEAST : left);
    }
    closed.countDown();
  }

  private static void close(AutoCloseable part, Duration left) {
    Duration limit = left.compareTo(ONE) < 0 ? left : ONE;
    Thread closer = Thread.ofPlatform().daemon().name("stop-part").start(() -> closeNow(part));
    try {
      if (!closer.join(limit)) {
        log.warn("{} does not end and is left behind", part.getClass().getSimpleName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeNow(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      log.warn("a part did not close cleanly", e);
    }
  }
}
