package io.mgeosync.reconcile;

import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.Gate;
import io.mgeosync.probe.BoundedProbe;
import io.mgeosync.probe.HoldDown;
import io.mgeosync.probe.ProbeJudge;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One probe of a bundle: looks once at a time, and tells the gate of each look as it ends,
 * independently of other probes. May be asked from any thread.
 */
final class ProbeWatch {
  private static final Logger log = LoggerFactory.getLogger(ProbeWatch.class);

  /** By when a first look has ended on a machine that has just started everything. */
  private static final Duration BELIEVED_FOR = Duration.ofSeconds(30);

  /**
   * For so long what was seen outlasts looks that this machine gave no processor for: as long as a
   * process may be away before it has to look first, see {@link io.mgeosync.base.WakefulClock}.
   */
  private static final Duration OUTLASTS = Duration.ofSeconds(30);

  /** A look that is going on, and the epoch of the state that it looks at. */
  private record Look(long epoch, CompletableFuture<Void> done) {}

  /** The last look that was recorded, and its epoch. */
  private record Last(long epoch, ProbeSeen seen) {}

  private final ConditionType type;
  private final Watched watched;
  private final Gate gate;
  private final StateHolder state;
  private final BooleanSupplier closed;
  private @Nullable Look going;

  // What follows changes only inside the gate's lock.
  private ProbeJudge judge;
  private HoldDown holdDown = new HoldDown();
  private volatile @Nullable Last last;

  ProbeWatch(
      ConditionType type, Watched watched, Gate gate, StateHolder state, BooleanSupplier closed) {
    this.type = type;
    this.watched = watched;
    this.gate = gate;
    this.state = state;
    this.closed = closed;
    this.judge = watched.judge().get();
  }

  /**
   * Looks, or joins the look that is going on; one that a switch has overtaken is waited for and
   * followed by another.
   *
   * @return ends when the gate knows, never with an exception
   */
  synchronized CompletableFuture<Void> look() {
    long epoch = state.get().epoch();
    if (going != null && !going.done().isDone()) {
      return going.epoch() == epoch ? going.done() : going.done().thenCompose(overtaken -> look());
    }
    Instant startedAt = gate.now();
    var done =
        watched.probe().lookAside().thenAccept(result -> recordSafely(epoch, startedAt, result));
    going = new Look(epoch, done);
    return done;
  }

  /** As {@link #look}, without waiting. */
  void start() {
    var _ = look();
  }

  Duration interval() {
    return watched.interval();
  }

  /** The last look; empty before the first. */
  Optional<ProbeSeen> seen() {
    return Optional.ofNullable(last).map(Last::seen);
  }

  /** The last look, if it saw the release that is active now. */
  Optional<ProbeSeen> seenOfThisEpoch() {
    long epoch = state.get().epoch();
    return Optional.ofNullable(last).filter(look -> look.epoch() == epoch).map(Last::seen);
  }

  /** Whether the last look of this epoch was good, and is still believed. */
  boolean proves() {
    return seenOfThisEpoch()
        .filter(ProbeSeen::good)
        .filter(look -> look.age(gate.now()).compareTo(watched.freshFor()) <= 0)
        .isPresent();
  }

  private void recordSafely(long epoch, Instant startedAt, ProbeResult result) {
    if (result.equals(BoundedProbe.NOT_LOOKED)) {
      log.debug("{}: {}", type, result.message());
      gate.together(() -> outlast(epoch));
      return;
    }
    try {
      gate.together(() -> recordLook(epoch, startedAt, result));
    } catch (RuntimeException e) {
      log.error("a look at {} could not be judged; this is a bug in mgeo-sync", type, e);
    }
  }

  private void outlast(long epoch) {
    if (!closed.getAsBoolean() && state.get().epoch() == epoch) {
      gate.stillBelieve(type, watched.freshFor(), OUTLASTS);
    }
  }

  /** A look that a switch overtook records no proof: the start of a switch needs the same lock. */
  private void recordLook(long epoch, Instant startedAt, ProbeResult result) {
    BundleState now = state.get();
    if (closed.getAsBoolean() || now.epoch() != epoch || now.switching()) {
      return;
    }
    forgetOtherEpoch(epoch);
    Instant at = gate.now();
    last = new Last(epoch, next(result, startedAt, at));
    gate.observe(type, holdDown.damp(judge.judge(result), result, at), watched.freshFor());
  }

  /**
   * Goes on from what an agent before this one saw, until this one has looked: a late look then
   * counts as the first in a row. Call it inside the gate's lock.
   */
  void believe(Finding asBefore) {
    judge.believe();
    gate.observe(type, asBefore, shorter(watched.freshFor(), BELIEVED_FOR));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private ProbeSeen next(ProbeResult result, Instant startedAt, Instant at) {
    return seen()
        .map(before -> before.then(result, startedAt, at))
        .orElseGet(() -> ProbeSeen.first(result, startedAt, at));
  }

  /** What was seen of the release before says nothing about the one now. */
  private void forgetOtherEpoch(long epoch) {
    if (last != null && last.epoch() != epoch) {
      judge = watched.judge().get();
      holdDown = new HoldDown();
    }
  }
}
