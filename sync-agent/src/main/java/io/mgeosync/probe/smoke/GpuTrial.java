package io.mgeosync.probe.smoke;

import io.mgeosync.probe.process.ProcessId;
import io.mgeosync.probe.smoke.GpuProof.Burst;
import io.mgeosync.probe.smoke.GpuWork.Measured;
import io.mgeosync.probe.smoke.GpuWork.Measurement;
import io.mgeosync.probe.smoke.GpuWork.Unmeasured;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures one smoke, and where that says nothing, a burst of them. One trial at a time, all of it
 * aside; safe from any thread.
 *
 * <pre>
 *   begin   smoke   +0.5 s: end ---- at work -----------------------------------&gt; proven
 *                            |------ nothing told by these GPUs -----------------&gt; proven by memory
 *                            `------ else, when due: begin  burst  +0.5 s: end --&gt; proven, or not
 * </pre>
 */
final class GpuTrial {
  private static final Logger log = LoggerFactory.getLogger(GpuTrial.class);

  /** So long after the work the counters and the driver's samples show it. */
  private static final Duration SHOWS_AFTER = Duration.ofMillis(500);

  private static final Duration BURST_AT_LEAST = Duration.ofMillis(300);
  private static final Duration BURST_AT_MOST = Duration.ofSeconds(2);
  private static final int BURST_ANSWERS = 8;

  private final GpuWork work;
  private final GpuStanding standing;
  private final Aside aside;
  private @Nullable CountDownLatch running;
  private volatile @Nullable String why;

  /**
   * The service's processes that have a context on a GPU.
   *
   * @param memory whether any of them holds memory there, as far as is known
   */
  record Ours(Set<ProcessId> processes, boolean memory) {
    Ours {
      processes = Set.copyOf(processes);
    }

    Set<Long> pids() {
      return processes.stream().map(ProcessId::pid).collect(Collectors.toUnmodifiableSet());
    }
  }

  GpuTrial(GpuWork work, GpuStanding standing, Aside aside) {
    this.work = work;
    this.standing = standing;
    this.aside = aside;
  }

  /** False while one goes on. */
  synchronized boolean tryBegin() {
    if (running != null) {
      return false;
    }
    running = new CountDownLatch(1);
    return true;
  }

  /** Waits for the trial that goes on, if one does. */
  void awaitEvidence(Duration patience) throws InterruptedException {
    CountDownLatch now = going();
    if (now != null && patience.isPositive()) {
      var _ = now.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized @Nullable CountDownLatch going() {
    return running;
  }

  /** Why the last trial proved nothing; empty when it did, or there was none. */
  Optional<String> why() {
    return Optional.ofNullable(why);
  }

  private synchronized void done() {
    if (running != null) {
      running.countDown();
      running = null;
    }
  }

  /** Of a smoke that says nothing about the GPU. */
  void abandon(Measurement measurement) {
    aside.after(
        Duration.ZERO,
        () ->
            guarded(
                () -> {
                  var _ = measurement.end();
                  done();
                }));
  }

  /** Of a smoke that was answered rightly just now. */
  void conclude(Measurement measurement, Ours ours, Burst burst) {
    aside.after(SHOWS_AFTER, () -> guarded(() -> smoked(measurement.end(), ours, burst)));
  }

  private void smoked(Measured measured, Ours ours, Burst burst) {
    standing.measured();
    GpuEvidence evidence = GpuEvidence.of(ours.pids(), measured, 1);
    boolean told = told(evidence, ours);
    if (told || !(evidence == GpuEvidence.IDLE || standing.burstIsDue())) {
      done();
      return;
    }
    standing.burstBegins();
    Measurement again = work.begin();
    int answers = askCases(burst);
    aside.after(SHOWS_AFTER, () -> guarded(() -> burst(again.end(), ours, answers)));
  }

  private static int askCases(Burst burst) {
    try {
      return burst.askCases(BURST_AT_LEAST, BURST_ANSWERS, BURST_AT_MOST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private void burst(Measured measured, Ours ours, int answers) {
    GpuEvidence evidence =
        answers < 2 ? GpuEvidence.UNDECIDED : GpuEvidence.of(ours.pids(), measured, answers);
    if (!told(evidence, ours)) {
      if (evidence == GpuEvidence.IDLE) {
        why = "it computed nothing there while it answered a burst of golden cases";
        standing.nothingIn(ours.processes());
      } else if (standing.undecidedForGood() && ours.memory()) {
        standing.proven(ours.processes(), true);
      } else {
        why = measured instanceof Unmeasured no ? no.why() : "its work there cannot be told yet";
      }
    }
    done();
  }

  private boolean told(GpuEvidence evidence, Ours ours) {
    boolean byMemory = evidence == GpuEvidence.UNTOLD && ours.memory();
    if (evidence == GpuEvidence.AT_WORK || byMemory) {
      why = null;
      standing.proven(ours.processes(), byMemory);
      return true;
    }
    return false;
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.error("a measurement of the GPU failed; this is a bug in mgeo-sync", e);
      done();
    }
  }
}
