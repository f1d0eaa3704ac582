package io.mgeosync.reconcile;

import io.mgeosync.activate.Activator;
import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.activate.PoisonList;
import io.mgeosync.activate.Poisoned;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.Printable;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.verify.VerifiedBundle;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The activation of a release as a transaction: switch, reload, proof by the service, commit. When
 * the proof fails, the release before is tried on the same node, and what that comes to says who is
 * at fault:
 *
 * <pre>
 *   the release before | blamed         | what follows
 *   proves itself      | the bundle     | rolled back to it, and the bundle is poisoned
 *   fails as well      | the service    | back to the desired one, and the gate stays closed
 *   is not here        | not known      | the desired one stays, and the gate stays closed
 * </pre>
 *
 * Where no service can be asked for a proof, a switch and a reload are all there is.
 */
final class Activation {
  private static final Logger log = LoggerFactory.getLogger(Activation.class);

  private final Activator activator;
  private final ReleaseSwitch switcher;
  private final PoisonList poison;
  private final ReleaseProvider releases;
  private final StateHolder state;
  private final Clock clock;
  private final Object noting = new Object();
  private @Nullable Trial trial;
  private volatile @Nullable ActiveRelease opened;

  /**
   * One for each bundle.
   *
   * @param releases has the release to go back to
   */
  Activation(
      Activator activator,
      ReleaseSwitch switcher,
      PoisonList poison,
      ReleaseProvider releases,
      StateHolder state,
      Clock clock) {
    this.activator = activator;
    this.switcher = switcher;
    this.poison = poison;
    this.releases = releases;
    this.state = state;
    this.clock = clock;
  }

  /** From now on each release is tried. Call it before the first cycle. */
  void provenBy(Trial service) {
    trial = service;
  }

  /**
   * After a start, before anything counts as active: a release whose proof the death of an agent
   * broke off is not believed.
   */
  void resume() {
    try {
      if (trial != null && activator.currentIsUnproven()) {
        state.update(s -> s.inPhase(ActivationPhase.PROVING));
      }
    } catch (Refusal refusal) {
      log.warn("it cannot be told whether the service proved it: {}", refusal.getMessage());
    }
  }

  /** The gate has opened, which proves what is active. Call it where no switch can begin. */
  void noteOpened() {
    state.get().active().ifPresent(release -> opened = release);
  }

  /**
   * Notes that a release which stayed though it was not proven has proven itself since, as one that
   * was there before its service: the next one can be rolled back to it. May be called on any
   * thread: what proved itself is noted when it did, not once it is needed and some look is late.
   */
  void noteLateProof() {
    Trial service = trial;
    if (service == null) {
      return;
    }
    try {
      Optional<ActiveRelease> proven =
          service.provenNow() ? state.get().active() : Optional.ofNullable(opened);
      proven.ifPresent(this::noteProof);
    } catch (Refusal refusal) {
      log.warn("it cannot be noted that the service proves it: {}", refusal.getMessage());
    }
  }

  private void noteProof(ActiveRelease proven) {
    synchronized (noting) {
      if (activator.stayed(proven.name())) {
        activator.commit(proven);
      }
    }
  }

  /** Whether the active release has yet to be proven, though no activation is going on. */
  boolean isUnproven() {
    return state.get().phase() == ActivationPhase.PROVING;
  }

  /**
   * Activates it.
   *
   * @return what is wrong although it is active; empty when all is well
   * @throws PoisonedException when it failed and the release before is active again
   * @throws NotProvenException when the agent is stopping; it is tried at the next start
   * @throws Refusal when the disk is in the way
   */
  Optional<Refusal> of(VerifiedBundle next) {
    if (trial == null || isRepair(next.pin())) {
      return switcher.to(next, ActivationPhase.STEADY);
    }
    noteLateProof();
    synchronized (noting) {
      opened = null;
      activator.begin(next);
    }
    Optional<String> failure = attempt(next, trial);
    return failure.isEmpty() ? commit() : blame(next, failure.get(), trial);
  }

  /** A fresh copy of the same bytes can be no worse than the copy that was proven. */
  private boolean isRepair(Pin pin) {
    ReleaseName identity = ReleaseName.of(pin.version(), pin.digest());
    return activator.currentName().filter(identity::sameIdentity).isPresent()
        && !activator.currentIsUnproven();
  }

  private Optional<String> attempt(VerifiedBundle bundle, Trial service) {
    try {
      Optional<Refusal> reload = switcher.to(bundle, ActivationPhase.PROVING);
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("the reload hook was interrupted");
      }
      return reload.isPresent() ? reload.map(Refusal::reason) : service.failure();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NotProvenException.interrupted(bundle.pin());
    }
  }

  /** A disk that cannot take the note costs one more proof after the next start, no serving. */
  private Optional<Refusal> commit() {
    try {
      state.get().active().ifPresent(activator::commit);
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal);
    } finally {
      state.update(s -> s.inPhase(ActivationPhase.STEADY));
    }
  }

  private Optional<Refusal> blame(VerifiedBundle next, String why, Trial service) {
    Optional<VerifiedBundle> before = releases.previous();
    if (before.isEmpty()) {
      return stay(NotProvenException.alone(next.pin(), why));
    }
    Pin back = before.get().pin();
    log.warn("{} failed: {}; trying {} on the same node", next.pin(), why, back);
    Optional<String> same = attempt(before.get(), service);
    if (same.isEmpty()) {
      throw poisoned(next.pin(), why);
    }
    // Obtained again: what was verified in staging has become a release since.
    var _ = switcher.to(releases.obtain(next.pin()), ActivationPhase.PROVING);
    return stay(NotProvenException.bothFail(next.pin(), why, back, same.get()));
  }

  private PoisonedException poisoned(Pin bad, String why) {
    state.update(s -> s.inPhase(ActivationPhase.STEADY));
    String line = Printable.line(why);
    var poisoned = new Poisoned(bad, clock.instant(), line);
    poison.add(poisoned);
    return new PoisonedException(poisoned);
  }

  /** From here on the ordinary conditions alone decide: they keep the gate closed. */
  private Optional<Refusal> stay(NotProvenException problem) {
    try {
      state.get().active().ifPresent(activator::stay);
    } catch (Refusal refusal) {
      log.warn("it cannot be noted that {} stays: {}", problem.pin(), refusal.getMessage());
    } finally {
      state.update(s -> s.inPhase(ActivationPhase.STEADY));
    }
    return Optional.of(problem);
  }
}
