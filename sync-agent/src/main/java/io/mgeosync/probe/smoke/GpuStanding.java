package io.mgeosync.probe.smoke;

import io.mgeosync.probe.process.ProcessId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a service's processes: that they compute on a GPU, that they do not, or nothing
 * yet. It is a fact about processes, each told from a later one with its number, so a restart of
 * the service begins with nothing. Safe from any thread.
 */
final class GpuStanding {
  /** For how long a proof is believed; while all is well it is renewed long before. */
  static final Duration LASTS = Duration.ofMinutes(10);

  /** How often a proof is renewed by measuring a smoke that runs anyway. */
  static final Duration MEASURED_EVERY = Duration.ofSeconds(10);

  /** How often, at most, one is renewed by a burst. */
  static final Duration BURST_EVERY = Duration.ofMinutes(5);

  /** So many bursts in a row must show nothing. */
  private static final int EMPTY_BURSTS = 2;

  /** So many bursts in a row that say neither: these GPUs will not say. */
  private static final int UNDECIDED_BURSTS = 3;

  private final Clock clock;
  private @Nullable Proof proof;
  private Set<ProcessId> suspects = Set.of();
  private int empty;
  private int undecided;
  private Instant measured = Instant.MIN;
  private Instant burst = Instant.MIN;

  /**
   * That processes compute on a GPU.
   *
   * @param byMemory whether no more than their memory there is known
   */
  record Proof(Set<ProcessId> processes, Instant at, boolean byMemory) {}

  /**
   * @param clock never jumps
   */
  GpuStanding(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean measurementIsDue() {
    return proof == null || doubts() || passed(measured, MEASURED_EVERY);
  }

  synchronized boolean burstIsDue() {
    return proof == null
        || doubts()
        || passed(proof.at(), LASTS.dividedBy(2))
        || passed(burst, BURST_EVERY);
  }

  private boolean passed(Instant since, Duration time) {
    return !clock.instant().isBefore(since.plus(time));
  }

  /** A service that was restarted begins with nothing known. */
  synchronized void forgetUnless(Predicate<ProcessId> alive) {
    boolean proofHolds = proof != null && proof.processes().stream().anyMatch(alive);
    if (!proofHolds && suspects.stream().noneMatch(alive)) {
      forget();
    }
  }

  synchronized void burstBegins() {
    burst = clock.instant();
  }

  synchronized void measured() {
    measured = clock.instant();
  }

  /** Whether the last burst showed nothing. */
  synchronized boolean doubts() {
    return empty > 0;
  }

  synchronized void proven(Set<ProcessId> processes, boolean byMemory) {
    forget();
    proof = new Proof(processes, clock.instant(), byMemory);
  }

  /** A burst in which no process computed. */
  synchronized void nothingIn(Set<ProcessId> processes) {
    undecided = 0;
    empty = Collections.disjoint(suspects, processes) ? 1 : empty + 1;
    suspects = processes;
    if (empty >= EMPTY_BURSTS) {
      proof = null;
    }
  }

  /** A burst that said neither. */
  synchronized boolean undecidedForGood() {
    return ++undecided >= UNDECIDED_BURSTS;
  }

  synchronized void forget() {
    proof = null;
    suspects = Set.of();
    empty = 0;
    undecided = 0;
  }

  /** Whether bursts have shown that these do not compute on a GPU. */
  synchronized boolean fell(Set<ProcessId> processes) {
    return empty >= EMPTY_BURSTS && !Collections.disjoint(suspects, processes);
  }

  /** Whether anything is, the good or the bad. */
  synchronized boolean known(Set<ProcessId> processes) {
    return fell(processes) || proof(processes).isPresent();
  }

  /** The proof that one of these still is. */
  synchronized Optional<Proof> proof(Set<ProcessId> processes) {
    return standing().filter(one -> !Collections.disjoint(one.processes(), processes));
  }

  /** The proof, while it is believed; whether its processes still run is for others to say. */
  synchronized Optional<Proof> standing() {
    return Optional.ofNullable(proof).filter(one -> !passed(one.at(), LASTS));
  }
}
