package io.mgeosync.reconcile;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.activate.PoisonList;
import io.mgeosync.activate.Poisoned;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.reconcile.CycleReport.Outcome;
import io.mgeosync.verify.VerifiedBundle;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Moves one bundle on one node to where its channel wants it: read, decide, act, one sentence.
 * After any failure, what was active stays active. Confined to one thread; the caller holds the
 * directory's lock.
 */
public final class Reconciler {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
  private static final String NOTHING = "nothing";

  private final BundleName bundle;
  private final Desired desired;
  private final LinkWatch link;
  private final ReleaseProvider releases;
  private final Activation activation;
  private final PoisonList poison;
  private final StateHolder state;
  private final LastCycle lastCycle;
  private final Clock clock;
  private Optional<NodeRequirements> fitness = Optional.empty();
  private Turns turns = Turns.ALONE;
  private final CycleLog cycleLog = new CycleLog();
  private boolean remembered = true;

  Reconciler(
      BundleName bundle,
      Desired desired,
      LinkWatch link,
      ReleaseProvider releases,
      Activation activation,
      PoisonList poison,
      StateHolder state,
      LastCycle lastCycle,
      Clock clock) {
    this.bundle = bundle;
    this.desired = desired;
    this.link = link;
    this.releases = releases;
    this.activation = activation;
    this.poison = poison;
    this.state = state;
    this.lastCycle = lastCycle;
    this.clock = clock;
  }

  /** From now on nothing becomes active that requires more than this node is. */
  void requiring(NodeRequirements node) {
    fitness = Optional.of(node);
  }

  /** From now on the node asks its peers before it leaves service for a switch. */
  void useTurns(Turns groupTurns) {
    turns = groupTurns;
  }

  /** Never throws a refusal: it is in the report. */
  public CycleReport runCycle() {
    CycleReport report;
    try {
      report = cycle(desired.refresh());
    } catch (Refusal refusal) {
      report = kept(refusal);
    }
    CycleReport done = report;
    state.update(s -> s.withCycle(done));
    writeReport(done);
    log(done);
    return done;
  }

  /** Of an active release that was just verified; nothing is remembered as a cycle. */
  CycleReport intact() {
    Pin pin = state.get().active().orElseThrow().pin();
    String sentence = "every byte of %s was verified: it is intact".formatted(pin);
    return new CycleReport(clock.instant(), Outcome.UNCHANGED, sentence, Optional.empty());
  }

  /** Reads the channel alone, and says whether what is active must not wait for the next cycle. */
  public boolean urgent() {
    desired.refresh();
    BundleState now = state.get();
    boolean broken = now.integrity() instanceof Integrity.Broken;
    return broken
        || activation.isUnproven()
        || waitsForItsTurn(now)
        || (now.channel().isPresent() && !activeIsAllowed(now));
  }

  private static boolean waitsForItsTurn(BundleState now) {
    return now.lastCycle()
        .flatMap(CycleReport::problem)
        .filter(NoTurnException.class::isInstance)
        .isPresent();
  }

  private boolean activeIsAllowed(BundleState now) {
    return now.active().map(release -> allowed(now).contains(release.pin())).orElse(false);
  }

  private List<Pin> allowed(BundleState now) {
    return now.channel().map(known -> known.allowed(bundle, clock.instant())).orElse(List.of());
  }

  private CycleReport cycle(Optional<Refusal> channelProblem) {
    link.mendLink();
    activation.noteLateProof();
    Optional<Pin> pin = desired.pin();
    if (pin.isEmpty()) {
      return kept(channelProblem.orElseThrow());
    }
    Optional<Poisoned> poisoned = poison.find(pin.get());
    if (poisoned.isPresent()) {
      return holdOn(new PoisonedException(poisoned.get()));
    }
    Optional<Refusal> expiry = desired.expiry();
    return expiry.isPresent() ? stand(expiry.get()) : followPin(pin.get(), channelProblem);
  }

  /** Nothing new is accepted from an expired channel; what is here is repaired and proven. */
  private CycleReport stand(Refusal expiry) {
    Optional<Pin> here = releases.currentPin(state.get());
    boolean stands = here.filter(this::isActiveAndIntact).isPresent() && !activation.isUnproven();
    return stands || here.isEmpty() ? kept(expiry) : move(here.get(), Optional.of(expiry));
  }

  private CycleReport followPin(Pin pin, Optional<Refusal> channelProblem) {
    if (isActiveAndIntact(pin) && !activation.isUnproven()) {
      releases.prefetchNext(state.get());
      return channelProblem.map(this::kept).orElseGet(() -> unchanged(pin));
    }
    return move(pin, channelProblem);
  }

  /** What is active stays, and is repaired if need be; what has yet to be proven gives way. */
  private CycleReport holdOn(PoisonedException instead) {
    Optional<Pin> held =
        activation.isUnproven()
            ? releases.previous().map(VerifiedBundle::pin)
            : state.get().active().map(ActiveRelease::pin);
    return held.filter(pin -> !isActiveAndIntact(pin))
        .map(pin -> move(pin, Optional.of(instead)))
        .orElseGet(() -> kept(instead));
  }

  private boolean isActiveAndIntact(Pin pin) {
    BundleState now = state.get();
    return now.integrity() instanceof Integrity.Proven
        && now.active().filter(release -> release.pin().equals(pin)).isPresent();
  }

  private CycleReport move(Pin pin, Optional<Refusal> channelProblem) {
    String before = before(pin);
    VerifiedBundle verified = obtain(pin);
    try {
      Optional<Refusal> problem = activate(verified);
      releases.prefetchNext(state.get());
      releases.tidy(state.get());
      return moved(before, verified, problem.or(() -> channelProblem));
    } catch (PoisonedException e) {
      return rolledBack(e);
    }
  }

  private Optional<Refusal> activate(VerifiedBundle verified) {
    try (Turns.Held _ = turns.takeTurn(verified.pin())) {
      return activation.of(verified);
    }
  }

  private VerifiedBundle obtain(Pin pin) {
    fitness.ifPresent(node -> node.requireStill(pin));
    VerifiedBundle verified = releases.obtain(pin);
    fitness.ifPresent(node -> node.requireMet(verified));
    return verified;
  }

  private CycleReport rolledBack(PoisonedException problem) {
    String sentence = "rolled back to %s: %s".formatted(active(), problem.getMessage());
    return new CycleReport(clock.instant(), Outcome.ROLLED_BACK, sentence, Optional.of(problem));
  }

  /** What was active before, in words; empty when it was this very bundle. */
  private String before(Pin pin) {
    String unproven = activation.isUnproven() ? ", which was not proven yet" : "";
    boolean same = state.get().active().filter(release -> release.pin().equals(pin)).isPresent();
    return same && unproven.isEmpty() ? "" : active() + unproven;
  }

  private CycleReport moved(String before, VerifiedBundle verified, Optional<Refusal> problem) {
    Pin pin = verified.pin();
    // After a start with a damaged release nothing counts as active, and the fresh one is a further
    // copy.
    boolean same = before.isEmpty() || (before.equals(NOTHING) && verified.name().copy() > 0);
    String sentence =
        same
            ? "%s repaired: a fresh copy was fetched, verified and activated".formatted(pin)
            : "switched from %s to %s".formatted(before, pin);
    String but = problem.map(p -> "; but " + p.getMessage()).orElse("");
    return new CycleReport(
        clock.instant(), same ? Outcome.REPAIRED : Outcome.SWITCHED, sentence + but, problem);
  }

  private CycleReport unchanged(Pin pin) {
    return new CycleReport(
        clock.instant(),
        Outcome.UNCHANGED,
        pin + " is desired, active and intact",
        Optional.empty());
  }

  private CycleReport kept(Refusal problem) {
    String what = state.get().active().isPresent() ? "kept " + active() : "nothing is active";
    return new CycleReport(
        clock.instant(),
        Outcome.KEPT,
        "%s: %s".formatted(what, problem.getMessage()),
        Optional.of(problem));
  }

  private String active() {
    return state.get().active().map(release -> release.pin().toString()).orElse(NOTHING);
  }

  /** A disk that cannot take a note must not turn a finished cycle into a failed one. */
  private void writeReport(CycleReport report) {
    try {
      lastCycle.recordCycle(report, state.get().channelReadAt());
      remembered = true;
    } catch (Refusal refusal) {
      if (remembered) {
        log.warn("{}: this cycle cannot be remembered: {}", bundle, refusal.getMessage());
      }
      remembered = false;
    }
  }

  private void log(CycleReport report) {
    if (cycleLog.isNews(report)) {
      log.atLevel(report.success() ? Level.INFO : Level.WARN)
          .log("{}: {}", bundle, report.sentence());
    }
  }
}
