package io.mgeosync.store.dir;

import io.mgeosync.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs file system calls with a deadline. A call on a dead NFS mount cannot be interrupted: it
 * keeps its thread until the server answers. So the threads are daemons, there is a bound on them,
 * and once {@link #MAX_HUNG} hang the next call is refused at once instead of hanging too.
 */
final class MountCalls {
  static final int MAX_CALLS = 64;
  static final int MAX_HUNG = 16;

  /** A file system call. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException;
  }

  private final String location;
  private final Duration deadline;
  private final ExecutorService threads;
  private final Semaphore places = new Semaphore(MAX_CALLS);
  private final AtomicInteger hung = new AtomicInteger();

  MountCalls(String location, Duration deadline) {
    this.location = location;
    this.deadline = deadline;
    this.threads =
        new ThreadPoolExecutor(
            0,
            MAX_CALLS,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("mount-", 0).factory());
  }

  /**
   * @throws IOException the call's own failure
   * @throws StoreUnavailableException when it does not end by the deadline
   */
  <T> T run(Call<T> call) throws IOException {
    if (hung.get() >= MAX_HUNG) {
      throw silent("%d earlier calls still hang".formatted(hung.get()), null);
    }
    Attempt<T> attempt = new Attempt<>(call);
    try {
      takePlace();
      return awaitAttempt(attempt, threads.submit(attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException(
          "a call to " + location + " was interrupted", "run it again", e);
    }
  }

  private void takePlace() throws InterruptedException {
    if (!places.tryAcquire(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
      throw silent("%d calls are waiting for it".formatted(MAX_CALLS), null);
    }
  }

  private <T> T awaitAttempt(Attempt<T> attempt, Future<T> answer)
      throws IOException, InterruptedException {
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      attempt.abandon();
      throw silent("no answer within " + deadline.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw rethrow(e.getCause());
    }
  }

  private static IOException rethrow(@Nullable Throwable failure) throws IOException {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw failure instanceof IOException io ? io : new IOException(failure);
  }

  private StoreUnavailableException silent(String how, @Nullable TimeoutException cause) {
    return StoreUnavailableException.silent(
        "the mount of " + location + " does not answer: " + how,
        "look at the NFS server and the network (findmnt -T <path>; dmesg | grep -i nfs)",
        cause);
  }

  /** Lets no further call in; those under way end by themselves. */
  void close() {
    threads.shutdown();
  }

  /** One call that knows whether anybody still waits for it. */
  private final class Attempt<T> implements Callable<T> {
    private final Call<T> call;
    private boolean done;
    private boolean abandoned;

    Attempt(Call<T> call) {
      this.call = call;
    }

    @Override
    public T call() throws IOException {
      try {
        return call.run();
      } finally {
        end();
      }
    }

    private synchronized void end() {
      done = true;
      if (abandoned) {
        hung.decrementAndGet();
      }
      places.release();
    }

    synchronized void abandon() {
      if (!done) {
        abandoned = true;
        hung.incrementAndGet();
      }
    }
  }
}
