package io.mgeosync.reconcile;

import io.mgeosync.activate.Activator;
import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.activate.Housekeeper;
import io.mgeosync.channel.Channel;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFullException;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.fetch.Fetcher;
import io.mgeosync.fetch.StagedBundle;
import io.mgeosync.manifest.InvalidManifestException;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.verify.CorruptBundleException;
import io.mgeosync.verify.NoManifestException;
import io.mgeosync.verify.Proofs;
import io.mgeosync.verify.UncheckedBundleException;
import io.mgeosync.verify.VerifiedBundle;
import io.mgeosync.verify.Verifier;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The releases on this node's disk: one that is there is verified again, one that is not is
 * fetched.
 */
final class ReleaseProvider {
  private static final Logger log = LoggerFactory.getLogger(ReleaseProvider.class);

  private final NodeLayout layout;
  private final Fetcher fetcher;
  private final Verifier verifier;
  private final FullVerification fullCheck;
  private final Proofs proofs;
  private final Activator activator;
  private final Housekeeper housekeeper;
  private final Space space;
  private final StateHolder state;

  ReleaseProvider(
      NodeLayout layout,
      Fetcher fetcher,
      Verifier verifier,
      Proofs proofs,
      Activator activator,
      Housekeeper housekeeper,
      Space space,
      StateHolder state) {
    this.layout = layout;
    this.fetcher = fetcher;
    this.verifier = verifier;
    this.proofs = proofs;
    this.fullCheck = new FullVerification(layout, verifier, proofs);
    this.activator = activator;
    this.housekeeper = housekeeper;
    this.space = space;
    this.state = state;
  }

  /**
   * After a start: takes up what {@code current} names. A release that was not touched since its
   * last verification is believed; any other is read in full before it is relied on.
   *
   * @return whether it is believed, so that it should be read some time soon
   */
  boolean resume() {
    mendLink();
    Optional<ReleaseName> current = currentName();
    Optional<VerifiedBundle> believed = current.flatMap(proofs::standing);
    current
        .filter(name -> believed.isEmpty())
        .ifPresent(
            name -> log.info("{}: no record vouches for {}: it is read", layout.bundle(), name));
    current
        .flatMap(name -> takeUp(() -> believed.orElseGet(() -> fullCheck.of(name))))
        .ifPresent(refusal -> log.warn("{}: {}", layout.bundle(), refusal.getMessage()));
    return believed.isPresent();
  }

  private void mendLink() {
    try {
      activator
          .mendAfterStart()
          .ifPresent(
              astray ->
                  log.error(
                      "{}: current {}; it names what was activated last again",
                      layout.bundle(),
                      astray.what()));
    } catch (Refusal refusal) {
      log.error("{}: current cannot be mended: {}", layout.bundle(), refusal.getMessage());
    }
  }

  /** What stands in the link's place and is no link is the next cycle's to refuse. */
  private Optional<ReleaseName> currentName() {
    try {
      return activator.currentName();
    } catch (Refusal refusal) {
      log.warn("{}: nothing is active: {}", layout.bundle(), refusal.getMessage());
      return Optional.empty();
    }
  }

  /**
   * As {@link #resume}, and believes no record.
   *
   * @return why it is not proven intact; only when it is proven wrong is that the state's integrity
   * @throws Refusal when there is nothing to verify
   */
  Optional<Refusal> resumeVerified() {
    mendLink();
    ReleaseName current = activator.currentName().orElseThrow(this::nothingActive);
    return takeUp(() -> fullCheck.of(current));
  }

  /** There is no release that could be verified. */
  private Refusal nothingActive() {
    return Refusal.of(
        Refusal.Kind.MISSING,
        "no release of " + layout.bundle() + " is active on this node",
        "run a sync");
  }

  private Optional<Refusal> takeUp(Supplier<VerifiedBundle> current) {
    try {
      ActiveRelease active = activator.resume(current.get());
      state.update(s -> s.withActive(active));
      return Optional.empty();
    } catch (Refusal refusal) {
      if (Integrity.isBrokenBy(refusal)) {
        state.update(s -> s.withIntegrity(new Integrity.Broken(refusal.reason())));
      }
      return Optional.of(refusal);
    }
  }

  /**
   * A verified bundle for this pin, from this disk if it is there whole, otherwise from the store.
   */
  VerifiedBundle obtain(Pin pin) {
    return onDisk(pin, name -> fullCheck.of(name, pin))
        .orElseGet(() -> verifier.verify(fetchMakingRoom(pin)));
  }

  private StagedBundle fetchMakingRoom(Pin pin) {
    try {
      return fetcher.fetch(pin);
    } catch (DiskFullException e) {
      Set<Pin> needed = needed(state.get());
      needed.add(pin);
      if (space.makeRoom(e, needed)) {
        return fetcher.fetch(pin);
      }
      throw e;
    }
  }

  /**
   * What {@code current} names, intact or not, as far as the channel that is known tells its pin.
   */
  Optional<Pin> currentPin(BundleState now) {
    return now.active().map(ActiveRelease::pin).or(() -> namedByCurrent(now));
  }

  private Optional<Pin> namedByCurrent(BundleState now) {
    Optional<ReleaseName> current = activator.currentName();
    return needed(now).stream()
        .filter(
            pin ->
                current
                    .filter(ReleaseName.of(pin.version(), pin.digest())::sameIdentity)
                    .isPresent())
        .findFirst();
  }

  /** The release to go back to, if it is on this disk whole; its bytes are read again. */
  Optional<VerifiedBundle> previous() {
    try {
      return activator.previous().map(name -> verifier.verify(layout.release(name), name));
    } catch (Refusal refusal) {
      log.warn("{}: there is no going back: {}", layout.bundle(), refusal.getMessage());
      return Optional.empty();
    }
  }

  /** The copy of this bundle that {@link #obtain} would take from this disk; changes nothing. */
  Optional<ReleaseName> intact(Pin pin) {
    return onDisk(pin, name -> look(name, pin)).map(VerifiedBundle::name);
  }

  /** Remembers nothing: another process may hold the lock. */
  private VerifiedBundle look(ReleaseName name, Pin pin) {
    return proofs.standing(name).orElseGet(() -> verifier.verify(layout.release(name), name, pin));
  }

  private Optional<VerifiedBundle> onDisk(Pin pin, Function<ReleaseName, VerifiedBundle> check) {
    for (ReleaseName name : activator.releasesOf(pin)) {
      try {
        return Optional.of(check.apply(name));
      } catch (CorruptBundleException
          | InvalidManifestException
          | NoManifestException
          | UncheckedBundleException e) {
        log.warn("{}: {} cannot be used: {}", layout.bundle(), name, e.reason());
      }
    }
    return Optional.empty();
  }

  /**
   * Brings what the channel names for later onto this disk. A failure here is told, and disturbs
   * nothing.
   */
  void prefetchNext(BundleState now) {
    if (!space.relieve(needed(now))) {
      return;
    }
    for (Pin pin :
        now.channel().map(channel -> channel.prefetch(layout.bundle())).orElseGet(List::of)) {
      try {
        if (activator.releasesOf(pin).isEmpty()) {
          activator.keepRelease(verifier.verify(fetcher.fetch(pin)));
          log.info("{}: {} is on this disk for later", layout.bundle(), pin);
        }
      } catch (Refusal refusal) {
        log.warn("{}: {} cannot be fetched ahead: {}", layout.bundle(), pin, refusal.getMessage());
      }
    }
  }

  /** Removes what is not needed any more. */
  void tidy(BundleState now) {
    housekeeper
        .sweep(needed(now))
        .forEach(
            gone ->
                log.info("{}: removed {}, which is not needed any more", layout.bundle(), gone));
  }

  private Set<Pin> needed(BundleState now) {
    return now.channel().map(this::needed).orElseGet(HashSet::new);
  }

  /** What this channel wants to serve, or to have for later. */
  Set<Pin> needed(Channel channel) {
    Set<Pin> needed = new HashSet<>(channel.prefetch(layout.bundle()));
    channel.serve().stream()
        .filter(pin -> pin.bundle().equals(layout.bundle()))
        .forEach(needed::add);
    return needed;
  }
}
