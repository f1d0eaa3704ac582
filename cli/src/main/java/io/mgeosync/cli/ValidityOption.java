package io.mgeosync.cli;

import io.mgeosync.channel.ChannelLimits;
import io.mgeosync.publish.PromoteOptions;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a channel is to be believed. */
final class ValidityOption {
  @Option(
      names = "--valid-for",
      paramLabel = "TIME",
      description = "Nodes accept new versions from the channel this long; 90d when not given.")
  private Duration duration = PromoteOptions.DEFAULT.validity();

  /** At least a second, at most ten years. */
  Duration required() {
    if (duration.toSeconds() < 1) {
      throw new UsageException("--valid-for is at least 1s");
    }
    if (duration.compareTo(ChannelLimits.AHEAD_AT_MOST) > 0) {
      throw new UsageException(
          "--valid-for is at most " + ChannelLimits.AHEAD_AT_MOST.toDays() + "d");
    }
    return duration;
  }
}
