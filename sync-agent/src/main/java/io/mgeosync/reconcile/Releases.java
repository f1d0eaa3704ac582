package io.mgeosync.reconcile;

import io.mgeosync.activate.Activator;
import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.activate.Housekeeper;
import io.mgeosync.channel.Channel;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.fetch.Fetcher;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.verify.CorruptBundleException;
import io.mgeosync.verify.VerifiedBundle;
import io.mgeosync.verify.Verifier;
import java.util.HashSet;
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

  private final BundleName bundle;
  private final Fetcher fetcher;
  private final Verifier verifier;
  private final Activator activator;
  private final Housekeeper housekeeper;
  private final StateHolder state;

  Releases(
      BundleName bundle,
      Fetcher fetcher,
      Verifier verifier,
      Activator activator,
      Housekeeper housekeeper,
      StateHolder state) {
    this.bundle = bundle;
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
      VerifiedBundle verified = verifier.verify(activator.folder(current.get()), current.get());
      ActiveRelease active = activator.resume(verified);
      state.update(s -> s.withActive(active, verified.seen()));
    } catch (CorruptBundleException e) {
      log.warn("{}: {}", bundle, e.getMessage());
      state.update(s -> s.withIntegrity(new Integrity.Broken(e.getMessage())));
    }
  }

  /**
   * A verified bundle for this pin, from this disk if it is there whole, otherwise from the store.
   */
  VerifiedBundle obtain(Pin pin) {
    for (ReleaseName name : activator.releasesOf(pin)) {
      try {
        return verifier.verify(activator.folder(name), name, pin);
      } catch (CorruptBundleException e) {
        log.warn("{}: {} on this disk cannot be used: {}", bundle, name, e.getMessage());
      }
    }
    return verifier.verify(fetcher.fetch(pin));
  }

  /**
   * Brings what the channel names for later onto this disk. A failure here is told, and disturbs
   * nothing.
   */
  void prefetch(BundleState now) {
    for (Pin pin :
        now.channel().map(channel -> channel.prefetch(bundle)).orElseGet(java.util.List::of)) {
      try {
        if (activator.releasesOf(pin).isEmpty()) {
          activator.keep(verifier.verify(fetcher.fetch(pin)));
          log.info("{}: {} is on this disk for later", bundle, pin);
        }
      } catch (Refusal refusal) {
        log.warn("{}: {} cannot be fetched ahead: {}", bundle, pin, refusal.getMessage());
      }
    }
  }

  /** Removes what nobody needs any more. */
  void tidy(BundleState now) {
    Set<Pin> needed = new HashSet<>();
    now.channel().ifPresent(channel -> addPins(channel, needed));
    housekeeper.tidy(needed);
  }

  private void addPins(Channel channel, Set<Pin> needed) {
    channel.serve().stream().filter(pin -> pin.bundle().equals(bundle)).forEach(needed::add);
    needed.addAll(channel.prefetch(bundle));
  }
}
