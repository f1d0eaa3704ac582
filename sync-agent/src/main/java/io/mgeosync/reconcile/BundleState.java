package io.mgeosync.reconcile;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.channel.Channel;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.verify.VerifiedBundle;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All that the agent knows about one bundle at one moment; immutable.
 *
 * @param channel the last one that was believed
 * @param channelReadAt when it was last read with success
 * @param phase how far the activation of the active release has come
 * @param epoch grows with every switch: what was observed in an older epoch says nothing about this
 *     one
 */
public record BundleState(
    Optional<Channel> channel,
    Optional<Instant> channelReadAt,
    Optional<ActiveRelease> active,
    Integrity integrity,
    ActivationPhase phase,
    long epoch,
    Optional<CycleReport> lastCycle) {

  static BundleState initial() {
    return new BundleState(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Integrity.Unproven(),
        ActivationPhase.STEADY,
        0,
        Optional.empty());
  }

  BundleState withChannel(Channel read, Instant at) {
    return new BundleState(
        Optional.of(read), Optional.of(at), active, integrity, phase, epoch, lastCycle);
  }

  BundleState withActive(ActiveRelease release) {
    return new BundleState(
        channel,
        channelReadAt,
        Optional.of(release),
        new Integrity.Proven(),
        phase,
        epoch,
        lastCycle);
  }

  /** Only while that very release is still the active one. */
  BundleState verifiedAgain(ActiveRelease verified, VerifiedBundle result) {
    return isActive(verified) ? withActive(verified.verifiedAgain(result)) : this;
  }

  /** As above: a release that was replaced meanwhile may be damaged, or gone. */
  BundleState foundBroken(ActiveRelease release, Integrity.Broken how) {
    return isActive(release) ? withIntegrity(how) : this;
  }

  /** What was found of {@code current} says nothing of the bytes. */
  BundleState linkFound(ActiveRelease release, UnaryOperator<ActiveRelease> change) {
    return isActive(release) ? withActive(active.map(change).orElseThrow(), integrity) : this;
  }

  /** After the wall clock was set: everything that was stamped by it is as old as before. */
  BundleState clockStepped(Duration step) {
    return new BundleState(
        channel,
        channelReadAt.map(at -> at.plus(step)),
        active.map(release -> release.clockStepped(step)),
        integrity,
        phase,
        epoch,
        lastCycle);
  }

  private BundleState withActive(ActiveRelease release, Integrity found) {
    return new BundleState(
        channel, channelReadAt, Optional.of(release), found, phase, epoch, lastCycle);
  }

  private boolean isActive(ActiveRelease release) {
    return active.map(ActiveRelease::name).equals(Optional.of(release.name()));
  }

  /** Nothing is active when {@code current} names another release than the one known here. */
  BundleState activeOnlyIf(Optional<ReleaseName> current) {
    return active.map(ActiveRelease::name).equals(current)
        ? this
        : new BundleState(
            channel,
            channelReadAt,
            Optional.empty(),
            new Integrity.Unproven(),
            phase,
            epoch,
            lastCycle);
  }

  BundleState withIntegrity(Integrity found) {
    return new BundleState(channel, channelReadAt, active, found, phase, epoch, lastCycle);
  }

  BundleState switchBegun() {
    return inPhase(ActivationPhase.SWITCHING, epoch + 1);
  }

  /** In a new epoch, so that no look that began before the reload had ended counts. */
  BundleState switchEnded(ActivationPhase next) {
    return inPhase(next, epoch + 1);
  }

  BundleState inPhase(ActivationPhase next) {
    return inPhase(next, epoch);
  }

  private BundleState inPhase(ActivationPhase next, long inEpoch) {
    return new BundleState(channel, channelReadAt, active, integrity, next, inEpoch, lastCycle);
  }

  /** The active release while no activation is going on. */
  public Optional<ActiveRelease> steadyRelease() {
    return phase == ActivationPhase.STEADY ? active : Optional.empty();
  }

  /** Whether {@code current} is moving, or the reload hook has not returned. */
  public boolean switching() {
    return phase == ActivationPhase.SWITCHING;
  }

  BundleState withCycle(CycleReport report) {
    return new BundleState(
        channel, channelReadAt, active, integrity, phase, epoch, Optional.of(report));
  }
}
