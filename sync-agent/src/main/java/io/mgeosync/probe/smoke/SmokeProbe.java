package io.mgeosync.probe.smoke;

import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service the active bundle's golden cases.
 *
 * <p>While all is good, runs are spaced by an interval and held to a share of the time; a look in
 * between repeats the last good result with its age, which is a minute at most. What is not good is
 * never repeated: whether a late answer is the first of a row can only be told by asking again, and
 * a run that fails ends at its first failure.
 */
public final class SmokeProbe implements Probe {
  /** What a look still needs when its proof is there. */
  private static final Duration MARGIN = Duration.ofMillis(200);

  private final Supplier<Optional<Golden>> golden;
  private final SmokeRunner runner;
  private final SmokePace pace;
  private final GpuProof gpu;
  private final SmokeMetrics.Meter meter;
  private final Duration deadline;
  private final Clock clock;
  private final ReentrantLock flight = new ReentrantLock();
  private volatile boolean bursting;
  private volatile boolean lookWaits;
  private volatile @Nullable Seen last;

  private record Seen(String generation, Instant at, ProbeResult result, SmokeAnswers answers) {}

  /**
   * A probe.
   *
   * @param deadline by which a look has ended; the proof of the GPU is waited for only before it
   * @param clock never jumps
   */
  public SmokeProbe(
      Supplier<Optional<Golden>> golden,
      SmokeRunner runner,
      SmokePace pace,
      GpuProof gpu,
      SmokeMetrics.Meter meter,
      Duration deadline,
      Clock clock) {
    this.golden = golden;
    this.runner = runner;
    this.pace = pace;
    this.gpu = gpu;
    this.meter = meter;
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public ProbeResult look() throws InterruptedException {
    Instant begun = clock.instant();
    Optional<Golden> now = golden.get();
    if (now.isEmpty()) {
      return new ProbeResult.Late("NothingActive", "no release is active yet");
    }
    if (now.get().cases().isEmpty()) {
      return new ProbeResult.Good("NoCases", "the bundle carries no golden cases");
    }
    Optional<ProbeResult> repeated = repeated(now.get());
    return repeated.isPresent() ? repeated.get() : look(now.get(), begun);
  }

  private ProbeResult look(Golden now, Instant begun) throws InterruptedException {
    if (!enter()) {
      return new ProbeResult.Late("Busy", "another smoke is running");
    }
    GpuProof.Trial trial;
    SmokeRun run;
    try {
      // A run that hangs leaves nothing behind that could be repeated.
      last = null;
      trial = gpu.begin((least, answers, most) -> burst(now, least, answers, most));
      run = run(now, trial);
    } finally {
      flight.unlock();
    }
    Instant end = clock.instant();
    ProbeResult verdict = judge(run.verdict(), trial, begun);
    meter.ran(verdict, run.took());
    last = new Seen(now.generation(), end, verdict, run.answers());
    return verdict;
  }

  /** A burst gives way to a look after the request that is on its way. */
  private boolean enter() throws InterruptedException {
    if (flight.tryLock()) {
      return true;
    }
    if (!bursting) {
      return false;
    }
    lookWaits = true;
    try {
      flight.lockInterruptibly();
      return true;
    } finally {
      lookWaits = false;
    }
  }

  private SmokeRun run(Golden now, GpuProof.Trial trial) throws InterruptedException {
    Instant start = clock.instant();
    boolean done = false;
    try {
      SmokeRun run = runner.runToFirstFailure(now.cases());
      done = true;
      return run;
    } finally {
      countSpent(start);
      if (!done) {
        trial.abandon();
      }
    }
  }

  private void countSpent(Instant start) {
    Instant end = clock.instant();
    pace.countSpent(end, Duration.between(start, end));
  }

  /** Smokes of one release, until it is another one that must be asked about. */
  private int burst(Golden of, Duration atLeast, int enough, Duration atMost)
      throws InterruptedException {
    if (!flight.tryLock()) {
      return 0;
    }
    bursting = true;
    Instant start = clock.instant();
    try {
      int right = 0;
      while (!lookWaits && stillAsked(of) && !over(start, atLeast, atMost, right >= enough)) {
        SmokeRun run = runner.runToFirstFailure(of.cases());
        if (!(run.verdict() instanceof ProbeResult.Good)) {
          return 0;
        }
        right += run.results().size();
      }
      return right;
    } finally {
      countSpent(start);
      bursting = false;
      flight.unlock();
    }
  }

  private boolean stillAsked(Golden of) {
    return golden.get().filter(now -> now.generation().equals(of.generation())).isPresent();
  }

  private boolean over(Instant start, Duration atLeast, Duration atMost, boolean enough) {
    Duration so = Duration.between(start, clock.instant());
    return so.compareTo(atMost) >= 0 || (enough && so.compareTo(atLeast) >= 0);
  }

  /**
   * What the service last answered, while the release of then is still the one of now; for who must
   * tell versions apart by their answers.
   */
  public Optional<SmokeAnswers> lastAnswers() {
    Optional<String> generation = golden.get().map(Golden::generation);
    return Optional.ofNullable(last)
        .filter(seen -> generation.filter(seen.generation()::equals).isPresent())
        .map(Seen::answers);
  }

  private Optional<ProbeResult> repeated(Golden now) {
    Seen before = last;
    if (before == null
        || !before.generation().equals(now.generation())
        || !(before.result() instanceof ProbeResult.Good good)
        || !(bursting || (!gpu.doubts() && !pace.allows(clock.instant())))) {
      return Optional.empty();
    }
    meter.skipped();
    long age = Duration.between(before.at(), clock.instant()).toSeconds();
    return Optional.of(
        new ProbeResult.Good(good.reason(), "%s, %d s ago".formatted(good.message(), age)));
  }

  private ProbeResult judge(ProbeResult answers, GpuProof.Trial trial, Instant begun)
      throws InterruptedException {
    return switch (answers) {
      case ProbeResult.Good good -> trial.judge(good, patience(begun));
      case ProbeResult.Wrong wrong -> {
        trial.abandon();
        yield new ProbeResult.Wrong(
            wrong.reason(),
            wrong.message() + "; reload the service, and roll back if that does not help");
      }
      case ProbeResult.Late late -> {
        trial.abandon();
        yield late;
      }
    };
  }

  private Duration patience(Instant begun) {
    return deadline.minus(MARGIN).minus(Duration.between(begun, clock.instant()));
  }
}
