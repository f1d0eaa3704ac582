package io.mgeosync.probe;

import io.mgeosync.base.Stopwatch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A probe that always ends by its deadline and never throws, even if what it calls does. A look
 * that hangs keeps one parked thread; until that thread comes back no second look is started, so a
 * dead driver or mount costs one thread for ever, not one each cycle. Confined to one caller at a
 * time.
 */
public final class BoundedProbe {
  /** In the place of a late result when the process itself got no processor: no look at all. */
  public static final ProbeResult NOT_LOOKED =
      new ProbeResult.Late("NotLooked", "this machine gave the agent no processor to look with");

  private final String name;
  private final Probe probe;
  private final Duration deadline;
  private final Consumer<Duration> took;
  private final LongSupplier lost;
  private @Nullable CompletableFuture<ProbeResult> stuck;
  private Stopwatch running = Stopwatch.started();
  private long lostBefore;

  public BoundedProbe(String name, Probe probe, Duration deadline) {
    this(name, probe, deadline, unheard -> {});
  }

  /**
   * As above, and measured.
   *
   * @param took told how long each look took that was started, by the deadline at the latest
   */
  public BoundedProbe(String name, Probe probe, Duration deadline, Consumer<Duration> took) {
    this(name, probe, deadline, took, Stalls.ofProcess()::nanos);
  }

  BoundedProbe(
      String name, Probe probe, Duration deadline, Consumer<Duration> took, LongSupplier lost) {
    this.lost = lost;
    this.name = name;
    this.probe = probe;
    this.deadline = deadline;
    this.took = took;
  }

  /** By when a look has ended. */
  public Duration deadline() {
    return deadline;
  }

  /** The same look on a thread of its own, so that several probes look at once. */
  public CompletableFuture<ProbeResult> lookAside() {
    var result = new CompletableFuture<ProbeResult>();
    Thread.ofVirtual().name("look-" + name).start(() -> result.complete(look()));
    return result;
  }

  /** Ends within the deadline. An interrupt of the caller gives a late result and stays set. */
  public synchronized ProbeResult look() {
    if (stuck != null && !stuck.isDone()) {
      var hung = new ProbeResult.Late("Hung", "the last look has not come back yet");
      return unlessStarved(hung, running.elapsed());
    }
    stuck = null;
    running = Stopwatch.started();
    lostBefore = lost.getAsLong();
    try {
      return unlessStarved(lookApart(), deadline);
    } finally {
      took.accept(running.elapsed());
    }
  }

  /**
   * What is late says nothing while this process got no processor for a part of the time that it
   * had.
   */
  private ProbeResult unlessStarved(ProbeResult result, Duration had) {
    boolean excused = Stalls.excuse(lost.getAsLong() - lostBefore, had);
    return result instanceof ProbeResult.Late && excused ? NOT_LOOKED : result;
  }

  private ProbeResult lookApart() {
    var answer = new CompletableFuture<ProbeResult>();
    var started = new CountDownLatch(1);
    // A platform thread: a call stuck in native code or in the kernel would pin a virtual thread's
    // carrier.
    Thread looker =
        Thread.ofPlatform()
            .daemon()
            .name("probe-" + name)
            .start(
                () -> {
                  started.countDown();
                  answer.complete(lookSafely());
                });
    return awaitLook(started, answer, looker);
  }

  /** The deadline is the look's own: a thread that is not started yet has not begun to look. */
  private ProbeResult awaitLook(
      CountDownLatch started, CompletableFuture<ProbeResult> answer, Thread looker) {
    try {
      var _ = started.await(deadline.toMillis(), TimeUnit.MILLISECONDS);
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      stuck = answer;
      looker.interrupt();
      return new ProbeResult.Late(
          "Timeout", "no answer within %d ms".formatted(deadline.toMillis()));
    } catch (InterruptedException e) {
      stuck = answer;
      looker.interrupt();
      Thread.currentThread().interrupt();
      return new ProbeResult.Late("Interrupted", "the agent is stopping");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a look that never throws threw", e);
    }
  }

  private ProbeResult lookSafely() {
    try {
      return probe.look();
    } catch (Throwable e) {
      // Throwable: a missing native library is an Error, and a probe must turn even that into a
      // result.
      return new ProbeResult.Late(
          "ProbeFailed", e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
