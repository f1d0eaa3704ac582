package io.mgeosync.disk;

import io.mgeosync.disk.linux.Niceness;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Runs independent tasks on a bounded number of threads. */
public final class Workers {
  private Workers() {}

  /**
   * Runs every task and returns when all have ended. The first failure, or an interrupt of the
   * caller, interrupts the others, waits for them and is thrown.
   *
   * @param work for thread names and messages, such as {@code fetching mgeo-base v1}
   * @throws WorkInterruptedException when the caller was interrupted; its interrupt flag is set
   */
  public static void runAll(String work, int threads, List<? extends Runnable> tasks) {
    runAll(work, threads, Niceness.NONE, tasks);
  }

  /** As above, on threads of this niceness. */
  public static void runAll(
      String work, int threads, Niceness niceness, List<? extends Runnable> tasks) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, factory(work, niceness));
    var finished = new ExecutorCompletionService<Boolean>(pool);
    try {
      tasks.forEach(task -> finished.submit(task, true));
      for (int i = 0; i < tasks.size(); i++) {
        finished.take().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException(work);
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      pool.shutdownNow();
      pool.close(); // Nothing may still write when the caller goes on.
    }
  }

  /**
   * Daemon threads of this niceness. Platform threads: a virtual one would leave its niceness to
   * its carrier's next.
   */
  public static ThreadFactory factory(String work, Niceness niceness) {
    ThreadFactory threads = Thread.ofPlatform().daemon().name(work + " ", 0).factory();
    return task ->
        threads.newThread(
            () -> {
              niceness.apply();
              task.run();
            });
  }

  private static RuntimeException unwrapped(ExecutionException failure) {
    return switch (failure.getCause()) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(failure);
    };
  }
}
