package io.mgeosync.reconcile;

import io.mgeosync.activate.Activator;
import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.activate.Housekeeper;
import io.mgeosync.channel.Channel;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.fetch.FetchPlan;
import io.mgeosync.fetch.Fetcher;
import io.mgeosync.manifest.InvalidManifestException;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.verify.CorruptBundleException;
import io.mgeosync.verify.NoManifestException;
import io.mgeosync.verify.VerifiedBundle;
import io.mgeosync.verify.Verifier;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The releases on this node's disk: one that is there is verified again, one that is not is
 * fetched.
 */
final class Releases {
  private static final Logger log = LoggerFactory.getLogger(Releases.class);

  private final NodeLayout layout;
  private final Fetcher fetcher;
  private final Verifier verifier;
  private final Activator activator;
  private final Housekeeper housekeeper;
  private final StateHolder state;

  Releases(
      NodeLayout layout,
      Fetcher fetcher,
      Verifier verifier,
      Activator activator,
      Housekeeper housekeeper,
      StateHolder state) {
    this.layout = layout;
    this.fetcher = fetcher;
    this.verifier = verifier;
    this.activator = activator;
    this.housekeeper = housekeeper;
    this.state = state;
  }

  /**
   * After a start: verifies what {@code current} names, every byte, before anybody may rely on it.
   */
  void resume() {
    Optional<ReleaseName> current = activator.currentName();
    if (current.isEmpty()) {
      return;
    }
    try {
      VerifiedBundle verified = verifier.verify(layout.release(current.get()), current.get());
      ActiveRelease active = activator.resume(verified);
      state.update(s -> s.withActive(active));
    } catch (Refusal refusal) {
      log.warn("{}: {}", layout.bundle(), refusal.getMessage());
      if (Integrity.isBrokenBy(refusal)) {
        state.update(s -> s.withIntegrity(new Integrity.Broken(refusal.reason())));
      }
    }
  }

  /**
   * A verified bundle for this pin, from this disk if it is there whole, otherwise from the store.
   */
  VerifiedBundle obtain(Pin pin) {
    return onDisk(pin).orElseGet(() -> verifier.verify(fetcher.fetch(pin)));
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

  /** What {@link #obtain} would fetch and need; changes nothing. */
  FetchPlan plan(Pin pin) {
    FetchPlan plan = fetcher.plan(pin);
    return plan.fetched().bytes() == 0 && onDisk(pin).isPresent() ? plan.inPlace() : plan;
  }

  private Optional<VerifiedBundle> onDisk(Pin pin) {
    for (ReleaseName name : activator.releasesOf(pin)) {
      try {
        return Optional.of(verifier.verify(layout.release(name), name, pin));
      } catch (CorruptBundleException | InvalidManifestException | NoManifestException e) {
        log.warn("{}: {} cannot be used: {}", layout.bundle(), name, e.reason());
      }
    }
    return Optional.empty();
  }

  /**
   * Brings what the channel names for later onto this disk. A failure here is told, and disturbs
   * nothing.
   */
  void prefetch(BundleState now) {
    for (Pin pin :
        now.channel().map(channel -> channel.prefetch(layout.bundle())).orElseGet(List::of)) {
      try {
        if (activator.releasesOf(pin).isEmpty()) {
          activator.keep(verifier.verify(fetcher.fetch(pin)));
          log.info("{}: {} is on this disk for later", layout.bundle(), pin);
        }
      } catch (Refusal refusal) {
        log.warn("{}: {} cannot be fetched ahead: {}", layout.bundle(), pin, refusal.getMessage());
      }
    }
  }

  /** Removes what nobody needs any more. */
  void tidy(BundleState now) {
    Set<Pin> needed = new HashSet<>();
    now.channel().ifPresent(channel -> addPins(channel, needed));
    housekeeper
        .sweep(needed)
        .forEach(gone -> log.info("{}: removed {}, which nobody needs", layout.bundle(), gone));
  }

  private void addPins(Channel channel, Set<Pin> needed) {
    channel.serve().stream()
        .filter(pin -> pin.bundle().equals(layout.bundle()))
        .forEach(needed::add);
    needed.addAll(channel.prefetch(layout.bundle()));
  }
}
