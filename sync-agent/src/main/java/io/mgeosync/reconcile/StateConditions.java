package io.mgeosync.reconcile;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelSettings;
import io.mgeosync.channel.OnExpiry;
import io.mgeosync.channel.Pin;
import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.manifest.BundleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What a state says about the conditions that need no probe: pure functions of what is known. */
final class StateConditions {
  private final BundleName bundle;
  private final ChannelSettings policy;
  private final Supplier<String> renewal;

  /**
   * @param policy what age and expiry of the channel mean here
   * @param renewal how an operator extends its expiry
   */
  StateConditions(BundleName bundle, ChannelSettings policy, Supplier<String> renewal) {
    this.bundle = bundle;
    this.policy = policy;
    this.renewal = renewal;
  }

  /**
   * An old or expired channel is no proof against a node: what it allowed last goes on being
   * served, unless the operator wants it otherwise.
   */
  Finding desiredKnown(BundleState state, Instant now) {
    if (state.channel().isEmpty()) {
      return Finding.unknown(
          "NeverRead", "no channel was read yet; check the store and run a sync");
    }
    Channel channel = state.channel().get();
    if (channel.desired(bundle).isEmpty()) {
      return Finding.wrong(
          "NotInChannel",
          "channel %s names no version of %s; promote one".formatted(channel.name(), bundle));
    }
    var age = ChannelAge.of(state, now);
    Duration limit = policy.maxStaleness();
    if (limit != null && age.isOver(limit)) {
      return Finding.notNow(
          "Stale",
          "channel %s %s, more than max-staleness allows; check the store"
              .formatted(channel.name(), age.words()));
    }
    return channel.expired(now) ? expired(state, channel) : known(channel, age);
  }

  private Finding expired(BundleState state, Channel channel) {
    String expired = "channel %s expired at %s".formatted(channel.name(), channel.expires());
    if (state.active().isEmpty()) {
      return Finding.notNow(
          "Expired", "%s, and nothing new is accepted from it; %s".formatted(expired, remedy()));
    }
    if (policy.onExpiry() == OnExpiry.REFUSE) {
      return Finding.notNow(
          "Expired", "%s, and on-expiry is refuse; %s".formatted(expired, remedy()));
    }
    return Finding.yes("ExpiredServing", ChannelAlarms.servingExpired(channel, remedy()));
  }

  private static Finding known(Channel channel, ChannelAge age) {
    return age.isOver(ChannelAlarms.STALE_AFTER)
        ? Finding.yes("StaleServing", ChannelAlarms.servingStale(channel, age))
        : Finding.yes(
            "Read", "channel %s, sequence %d".formatted(channel.name(), channel.sequence()));
  }

  private String remedy() {
    return renewal.get();
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
    if (state.phase() == ActivationPhase.PROVING) {
      return Finding.notNow(
          "Proving",
          "the service must prove %s for a while first".formatted(state.active().get().pin()));
    }
    if (state.active().get().linkProblem().isPresent()) {
      return Finding.notNow(
          "LinkAstray",
          "current %s; put it right by hand: it must name %s"
              .formatted(state.active().get().linkProblem().get(), state.active().get().name()));
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
          "%s is active, channel %s wants %s; %s"
              .formatted(
                  active,
                  channel.name(),
                  allowed.isEmpty() ? "none" : allowed.getFirst(),
                  channel.expired(now) ? remedy() : "run a sync"));
    }
    boolean desired = active.equals(allowed.getFirst());
    return Finding.yes(
        desired ? "Desired" : "StillAllowed",
        desired ? active + " is active" : active + " is active and may still serve");
  }
}
