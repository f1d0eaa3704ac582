package io.mgeosync.reconcile;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator should know of a channel long before anything comes of it, one line each. */
final class ChannelAlarms {
  /** As the first alert in deploy/prometheus. */
  static final Duration BEFORE_EXPIRY = Duration.ofDays(14);

  /** Where no max-staleness is configured. */
  static final Duration STALE_AFTER = Duration.ofDays(7);

  private static final Duration DAYS_FROM = Duration.ofDays(2);

  private final @Nullable Duration maxStaleness;

  ChannelAlarms(ChannelSettings policy) {
    this.maxStaleness = policy.maxStaleness();
  }

  /** Nothing where no channel is known. */
  List<String> of(BundleState state, String renewal, Instant now) {
    List<String> alarms = new ArrayList<>();
    state
        .channel()
        .ifPresent(
            channel -> {
              expiry(channel, renewal, now).ifPresent(alarms::add);
              staleness(channel, ChannelAge.of(state, now)).ifPresent(alarms::add);
            });
    return alarms;
  }

  static Optional<String> expiry(Channel channel, String renewal, Instant now) {
    if (channel.expired(now)) {
      return Optional.of(servingExpired(channel, renewal));
    }
    Duration left = Duration.between(now, channel.expires());
    return left.compareTo(BEFORE_EXPIRY) < 0
        ? Optional.of(
            "channel %s expires in %s, at %s; %s"
                .formatted(channel.name(), words(left), channel.expires(), renewal))
        : Optional.empty();
  }

  /** Half of what may pass is early enough to do something about it. */
  private Optional<String> staleness(Channel channel, ChannelAge age) {
    Duration limit = maxStaleness == null ? STALE_AFTER : maxStaleness.dividedBy(2);
    return age.isOver(limit) ? Optional.of(servingStale(channel, age)) : Optional.empty();
  }

  static String servingExpired(Channel channel, String renewal) {
    return "channel %s expired at %s: what is active stays, nothing new is accepted; %s"
        .formatted(channel.name(), channel.expires(), renewal);
  }

  static String servingStale(Channel channel, ChannelAge age) {
    return "channel %s %s; check the store".formatted(channel.name(), age.words());
  }

  private static String words(Duration left) {
    return left.compareTo(DAYS_FROM) >= 0
        ? left.toDays() + " days"
        : left.toHours() + " h " + left.toMinutesPart() / 10 * 10 + " min";
  }
}
