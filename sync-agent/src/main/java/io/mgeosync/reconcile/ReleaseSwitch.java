package io.mgeosync.reconcile;

import io.mgeosync.activate.Activator;
import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.activate.ReloadHook;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.verify.Proofs;
import io.mgeosync.verify.VerifiedBundle;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Moves {@code current} with the gate closed: it closes before the link moves and can only open
 * again by observations made after the reload, so there is no instant at which one release is
 * active, another is served and the gate is open.
 */
final class ReleaseSwitch {
  private final Activator activator;
  private final Proofs proofs;
  private final ReloadHook reload;
  private Consumer<VerifiedBundle> begin;
  private final StateHolder state;

  ReleaseSwitch(Activator activator, Proofs proofs, ReloadHook reload, StateHolder state) {
    this.activator = activator;
    this.proofs = proofs;
    this.reload = reload;
    this.state = state;
    this.begin = next -> state.update(BundleState::switchBegun);
  }

  /** Where there is a gate, beginning a switch and closing the gate are one step. */
  void closing(GateCloser closer) {
    begin = closer::close;
  }

  /**
   * What went wrong with the reload, if anything; the new release is active all the same.
   *
   * @param next the phase that follows, also after a failed reload; a failure of the disk leaves
   *     the one that was before
   */
  Optional<Refusal> to(VerifiedBundle verified, ActivationPhase next) {
    ActivationPhase ends = state.get().phase();
    begin.accept(verified);
    try {
      ActiveRelease release = activate(verified);
      proofs.keepProof(verified, release.name());
      state.update(s -> s.withActive(release));
      ends = next;
      reload.run(release.pin());
      return Optional.empty();
    } catch (ReloadHook.ReloadFailedException e) {
      return Optional.of(e);
    } finally {
      ActivationPhase ended = ends;
      state.update(s -> s.switchEnded(ended));
    }
  }

  /** The failure may have struck after the link moved: then what was active is so no longer. */
  private ActiveRelease activate(VerifiedBundle verified) {
    try {
      return activator.activate(verified);
    } catch (Refusal refusal) {
      Optional<ReleaseName> current = activator.currentName();
      state.update(s -> s.activeOnlyIf(current));
      throw refusal;
    }
  }
}
