package io.mgeosync.disk;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs one call at a time on a thread of its own, and leaves it behind when it does not end in
 * time. While such a call still hangs (a dead NFS mount, a dead driver), the next one is refused
 * without waiting. The thread ends when there is nothing to do.
 */
public final class BoundedCalls implements AutoCloseable {
  private static final long KEEP_SECONDS = 10;

  private final ExecutorService thread;
  private final Duration limit;
  private final Semaphore free = new Semaphore(1);

  /**
   * Starts no thread yet.
   *
   * @param limit of one call
   */
  public BoundedCalls(String threadName, Duration limit) {
    this.thread =
        new ThreadPoolExecutor(
            0,
            1,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name(threadName).factory());
    this.limit = limit;
  }

  /**
   * Runs the call and waits for it.
   *
   * @param late made and thrown when it does not end in time; an interrupt of the caller counts as
   *     that, and stays set
   */
  public <T> T call(Supplier<T> work, Supplier<? extends RuntimeException> late) {
    if (!free.tryAcquire()) {
      throw late.get();
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    thread.execute(() -> run(work, result));
    return awaitResult(result, late);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  // The thread is free before the result is told: a caller that then calls again must find it so.
  private <T> void run(Supplier<T> work, CompletableFuture<T> result) {
    Runnable tell;
    try {
      T value = work.get();
      tell = () -> result.complete(value);
    } catch (Throwable failure) {
      tell = () -> result.completeExceptionally(failure);
    }
    free.release();
    tell.run();
  }

  private <T> T awaitResult(
      CompletableFuture<T> result, Supplier<? extends RuntimeException> late) {
    try {
      return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw late.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a call with a deadline failed unexpectedly", e.getCause());
    }
  }
}
