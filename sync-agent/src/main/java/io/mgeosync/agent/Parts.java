package io.mgeosync.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a running program is made of: closed once, the latest part first. */
public final class Parts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

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

  /** A part that cannot be closed keeps no other from it. */
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        log.warn("a part did not close cleanly", e);
      }
    }
    closed.countDown();
  }
}
