package io.mgeosync.reconcile;

import io.mgeosync.activate.Activator;
import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.activate.Astray;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds {@code current} to the active release: a service that starts next must find that one. A
 * link that was changed is put back at once and told, and the gate is left alone: the service that
 * runs has loaded what it has loaded, and its own proof says what that is.
 *
 * <p>The mending has a thread of its own. The bundle's worker may be busy with a fetch for hours,
 * and the look must not wait for a disk. A switch and a mending exclude each other.
 */
final class LinkWatch {
  private static final Logger log = LoggerFactory.getLogger(LinkWatch.class);

  private final BundleName bundle;
  private final Activator activator;
  private final StateHolder state;
  private final Executor mender;
  private final AtomicBoolean pending = new AtomicBoolean();
  private volatile boolean closed;

  LinkWatch(BundleName bundle, Activator activator, StateHolder state, Executor mender) {
    this.bundle = bundle;
    this.activator = activator;
    this.state = state;
    this.mender = mender;
  }

  /** Looks at the link, and has it mended where it is astray. */
  void lookAtLink() {
    BundleState now = state.get();
    if (now.switching() || now.active().isEmpty()) {
      return;
    }
    ActiveRelease active = now.active().get();
    Optional<Astray> astray = activator.astray(active);
    if (astray.isEmpty()) {
      active.linkProblem().ifPresent(told -> found(active, ActiveRelease::linkMended));
      return;
    }
    // While a mending goes on, what this look saw may be older than what the mending tells.
    if (pending.compareAndSet(false, true)) {
      found(active, release -> release.ledTo(astray.get()));
      mender.execute(this::mendAside);
    }
  }

  /** From now on nothing is mended, though a look may still be going on. */
  void close() {
    closed = true;
  }

  private void mendAside() {
    try {
      mendLink();
    } finally {
      pending.set(false);
    }
  }

  /** Looks and mends at once, on the caller's thread. */
  void mendLink() {
    state.get().active().ifPresent(this::mendLink);
  }

  private void mendLink(ActiveRelease active) {
    try {
      activator.mend(active, () -> isStill(active)).ifPresent(astray -> mended(active, astray));
    } catch (Refusal refusal) {
      stays(active, refusal);
    }
  }

  private boolean isStill(ActiveRelease active) {
    BundleState now = state.get();
    return !closed
        && !now.switching()
        && now.active().map(ActiveRelease::name).equals(Optional.of(active.name()));
  }

  private void mended(ActiveRelease active, Astray astray) {
    found(active, release -> release.ledTo(astray).linkMended());
    log.error(
        "{}: current {}; it names {} again{}",
        bundle,
        astray.what(),
        active.name(),
        astray.elsewhere().isPresent()
            ? "; restart a service that was started meanwhile: it may have loaded other files"
            : "");
  }

  /** Told once, until that changes. */
  private void stays(ActiveRelease active, Refusal refusal) {
    String problem =
        activator.astray(active).map(Astray::what).orElse("cannot be read")
            + ", and cannot be mended";
    if (!active.linkProblem().equals(Optional.of(problem))) {
      log.error("{}: current {}: {}", bundle, problem, refusal.getMessage());
    }
    found(active, release -> release.linkStays(problem));
  }

  private void found(ActiveRelease active, UnaryOperator<ActiveRelease> change) {
    state.update(now -> now.linkFound(active, change));
  }
}
