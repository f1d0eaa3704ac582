package io.mgeosync.agent;

import io.mgeosync.agent.BundleValues.Labelled;
import java.time.Instant;

/** Until when the channel of each bundle is believed, and when it was last read. */
final class ChannelMetrics {
  private static final String CHANNEL = "channel";

  private ChannelMetrics() {}

  static void register(BundleValues values) {
    values.gauge(
        "mgeo_sync_channel_expires_timestamp_seconds",
        "When the channel that was read last expires",
        CHANNEL,
        ChannelMetrics::expires);
    values.gauge(
        "mgeo_sync_channel_read_timestamp_seconds",
        "When the channel was last read with success",
        CHANNEL,
        ChannelMetrics::read);
  }

  private static void expires(BundleRunner runner, Labelled to) {
    runner
        .state()
        .channel()
        .ifPresent(channel -> to.set(channel.name(), (double) channel.expires().getEpochSecond()));
  }

  private static void read(BundleRunner runner, Labelled to) {
    runner
        .state()
        .channelReadAt()
        .filter(at -> at.isAfter(Instant.EPOCH))
        .ifPresent(
            at ->
                runner
                    .state()
                    .channel()
                    .ifPresent(channel -> to.set(channel.name(), (double) at.getEpochSecond())));
  }
}
