package io.mgeosync.schedule;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.spi.ThreadPool;

/**
 * A thread for each run, none while nothing runs: Quartz's own pool keeps its threads and wakes
 * each of them twice a second. Public because Quartz configures it by reflection.
 */
public final class CycleThreads implements ThreadPool {
  private final int size;
  private final Semaphore free;
  private final AtomicInteger started = new AtomicInteger();
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();

  CycleThreads(int size) {
    this.size = size;
    this.free = new Semaphore(size);
  }

  @Override
  public boolean runInThread(Runnable run) {
    if (!free.tryAcquire()) {
      return false; // Quartz asked blockForAvailableThreads before, and is the only one to ask.
    }
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("cycle-" + started.incrementAndGet())
            .unstarted(() -> runAndLeave(run));
    running.add(thread);
    thread.start();
    return true;
  }

  private void runAndLeave(Runnable run) {
    try {
      run.run();
    } finally {
      running.remove(Thread.currentThread());
      free.release();
    }
  }

  /**
   * Zero when interrupted, which is how Quartz's own thread is told to look whether it must end.
   */
  @Override
  public int blockForAvailableThreads() {
    try {
      free.acquire();
      free.release();
      return Math.max(1, free.availablePermits());
    } catch (InterruptedException e) {
      return 0;
    }
  }

  @Override
  public void shutdown(boolean wait) {
    for (Thread thread : running) {
      try {
        if (wait) {
          thread.join();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public int getPoolSize() {
    return size;
  }

  @Override
  public void initialize() {
    // Nothing to prepare: threads come with their runs.
  }

  @Override
  public void setInstanceId(String id) {
    // Not clustered.
  }

  @Override
  public void setInstanceName(String name) {
    // One scheduler, one pool.
  }
}
