package io.mgeosync.probe;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A probe that always ends by its deadline and never throws, whatever it calls. A look that hangs
 * keeps one parked thread; until that thread comes back no second look is started, so a dead driver
 * or mount costs one thread for ever, not one each cycle. Confined to one caller at a time.
 */
public final class BoundedProbe {
  private final String name;
  private final Probe probe;
  private final Duration deadline;
  private final Consumer<Duration> took;
  private @Nullable CompletableFuture<ProbeResult> stuck;

  public BoundedProbe(String name, Probe probe, Duration deadline) {
    this(name, probe, deadline, unheard -> {});
  }

  /**
   * As above, and measured.
   *
   * @param took told how long each look took that was started, by the deadline at the latest
   */
  public BoundedProbe(String name, Probe probe, Duration deadline, Consumer<Duration> took) {
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
      return new ProbeResult.Late("Hung", "the last look has not come back yet");
    }
    stuck = null;
    long begun = System.nanoTime();
    try {
      return lookApart();
    } finally {
      took.accept(Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private ProbeResult lookApart() {
    var answer = new CompletableFuture<ProbeResult>();
    // A platform thread: a call stuck in native code or in the kernel would pin a virtual thread's
    // carrier.
    Thread looker =
        Thread.ofPlatform()
            .daemon()
            .name("probe-" + name)
            .start(() -> answer.complete(lookSafely()));
    return await(answer, looker);
  }

  private ProbeResult await(CompletableFuture<ProbeResult> answer, Thread looker) {
    try {
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
