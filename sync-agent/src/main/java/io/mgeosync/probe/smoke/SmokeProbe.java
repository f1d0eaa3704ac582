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
  private final Supplier<Optional<Golden>> golden;
  private final SmokeRunner runner;
  private final SmokePace pace;
  private final GpuProof gpu;
  private final SmokeMetrics.Meter meter;
  private final Clock clock;
  private final ReentrantLock flight = new ReentrantLock();
  private volatile @Nullable Seen last;

  private record Seen(String generation, Instant at, ProbeResult result, SmokeAnswers answers) {}

  /**
   * A probe.
   *
   * @param clock never jumps
   */
  public SmokeProbe(
      Supplier<Optional<Golden>> golden,
      SmokeRunner runner,
      SmokePace pace,
      GpuProof gpu,
      SmokeMetrics.Meter meter,
      Clock clock) {
    this.golden = golden;
    this.runner = runner;
    this.pace = pace;
    this.gpu = gpu;
    this.meter = meter;
    this.clock = clock;
  }

  @Override
  public ProbeResult look() throws InterruptedException {
    if (!flight.tryLock()) {
      return new ProbeResult.Late("Busy", "another smoke is running");
    }
    try {
      Optional<Golden> now = golden.get();
      return now.isPresent()
          ? look(now.get())
          : new ProbeResult.Late("NothingActive", "no release is active yet");
    } finally {
      flight.unlock();
    }
  }

  private ProbeResult look(Golden now) throws InterruptedException {
    if (now.cases().isEmpty()) {
      return new ProbeResult.Good("NoCases", "the bundle carries no golden cases");
    }
    Optional<ProbeResult> repeated = repeated(now);
    return repeated.isPresent() ? repeated.get() : run(now);
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
        || pace.allows(clock.instant())) {
      return Optional.empty();
    }
    meter.skipped();
    long age = Duration.between(before.at(), clock.instant()).toSeconds();
    return Optional.of(
        new ProbeResult.Good(good.reason(), "%s, %d s ago".formatted(good.message(), age)));
  }

  private ProbeResult run(Golden now) throws InterruptedException {
    // A run that hangs leaves nothing behind that could be repeated.
    last = null;
    Instant start = clock.instant();
    SmokeRun run = runner.runToFirstFailure(now.cases());
    ProbeResult verdict = judge(run.verdict(), start);
    Instant end = clock.instant();
    Duration took = Duration.between(start, end);
    pace.spent(end, took);
    meter.ran(verdict, took);
    last = new Seen(now.generation(), end, verdict, run.answers());
    return verdict;
  }

  private ProbeResult judge(ProbeResult answers, Instant start) {
    return switch (answers) {
      case ProbeResult.Good good -> gpu.judge(good, start);
      case ProbeResult.Wrong wrong ->
          new ProbeResult.Wrong(
              wrong.reason(),
              wrong.message() + "; reload the service, and roll back if that does not help");
      case ProbeResult.Late late -> late;
    };
  }
}
