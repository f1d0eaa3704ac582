package io.mgeosync.reconcile;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.Pin;
import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.manifest.BundleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a state says about the conditions that need no probe: pure functions of what is known. */
final class Findings {
  private final BundleName bundle;
  private final Duration maxStaleness;

  Findings(BundleName bundle, Duration maxStaleness) {
    this.bundle = bundle;
    this.maxStaleness = maxStaleness;
  }

  Finding desiredKnown(BundleState state, Instant now) {
    if (state.channel().isEmpty()) {
      return Finding.unknown(
          "NeverRead", "no channel was read yet; check the store and run a sync");
    }
    Channel channel = state.channel().get();
    if (!now.isBefore(channel.expires())) {
      return Finding.notNow(
          "Expired",
          "channel %s expired at %s; promote again".formatted(channel.name(), channel.expires()));
    }
    if (channel.desired(bundle).isEmpty()) {
      return Finding.wrong(
          "NotInChannel",
          "channel %s names no version of %s; promote one".formatted(channel.name(), bundle));
    }
    return fresh(state, channel, now);
  }

  private Finding fresh(BundleState state, Channel channel, Instant now) {
    Duration age = Duration.between(state.channelReadAt().orElse(Instant.EPOCH), now);
    if (age.compareTo(maxStaleness) > 0) {
      return Finding.unknown(
          "Stale",
          "channel %s was last read %d h ago, more than max-staleness allows; check the store"
              .formatted(channel.name(), age.toHours()));
    }
    return Finding.yes(
        "Read", "channel %s, sequence %d".formatted(channel.name(), channel.sequence()));
  }

  Finding verified(BundleState state) {
    if (state.active().isEmpty() && !(state.integrity() instanceof Integrity.Broken)) {
      return Finding.unknown("NothingActive", "no release is active yet; run a sync");
    }
    return switch (state.integrity()) {
      case Integrity.Unproven _ ->
          Finding.unknown("Verifying", "the active release is being verified");
      case Integrity.Proven _ -> Finding.yes("Proven", "every byte proven at " + verifiedAt(state));
      case Integrity.Broken broken -> Finding.wrong("Corrupt", broken.message());
    };
  }

  private static String verifiedAt(BundleState state) {
    return state.active().map(release -> release.verifiedAt().toString()).orElse("start");
  }

  Finding active(BundleState state, Instant now) {
    if (state.switching()) {
      return Finding.notNow("Switching", "a release is being switched");
    }
    if (state.active().isEmpty()) {
      return Finding.notNow("NothingActive", "no release is active yet; run a sync");
    }
    if (state.phase() == Phase.PROVING) {
      return Finding.notNow(
          "Proving",
          "the service must prove %s for a while first".formatted(state.active().get().pin()));
    }
    if (state.channel().isEmpty()) {
      return Finding.unknown("NeverRead", "no channel was read yet");
    }
    return allowed(state.channel().get(), state.active().get().pin(), now);
  }

  private Finding allowed(Channel channel, Pin active, Instant now) {
    List<Pin> allowed = channel.allowed(bundle, now);
    if (!allowed.contains(active)) {
      return Finding.wrong(
          "NotAllowed",
          "%s is active, channel %s wants %s; run a sync"
              .formatted(active, channel.name(), allowed.isEmpty() ? "none" : allowed.getFirst()));
    }
    boolean desired = active.equals(allowed.getFirst());
    return Finding.yes(
        desired ? "Desired" : "StillAllowed",
        desired ? active + " is active" : active + " is active and may still serve");
  }
}
