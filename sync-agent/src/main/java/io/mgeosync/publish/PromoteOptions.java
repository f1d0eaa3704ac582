package io.mgeosync.publish;

import io.mgeosync.channel.ChannelLimits;
import java.time.Duration;

/**
 * How a version is promoted.
 *
 * @param rollout for how long the version that was desired until now may go on serving beside the
 *     new one, so that nodes move one after another; zero refuses it at once. Longer than the time
 *     between two syncs of a node, or nodes that have not moved yet stop serving
 * @param prefetchOnly nodes only bring it to their disks; what may serve stays as it is
 * @param validity how long nodes believe the channel before it must be renewed; at least a second
 * @param create whether the channel may be a new one; without it a mistyped name is refused
 */
public record PromoteOptions(
    Duration rollout, boolean prefetchOnly, Duration validity, boolean create) {
  public static final PromoteOptions DEFAULT =
      new PromoteOptions(Duration.ofDays(2), false, Duration.ofDays(90), false);

  /** The version before may not serve one moment longer. */
  public static final PromoteOptions AT_ONCE = DEFAULT.withRollout(Duration.ZERO);

  public PromoteOptions {
    if (validity.compareTo(ChannelLimits.AHEAD_AT_MOST) > 0
        || rollout.compareTo(ChannelLimits.AHEAD_AT_MOST) > 0) {
      throw new IllegalArgumentException(
          "a validity or a rollout is at most %d days"
              .formatted(ChannelLimits.AHEAD_AT_MOST.toDays()));
    }
    if (validity.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a channel is valid for at least one second");
    }
    if (rollout.isNegative()) {
      throw new IllegalArgumentException("a rollout does not end before it begins");
    }
  }

  public PromoteOptions withRollout(Duration newRollout) {
    return new PromoteOptions(newRollout, prefetchOnly, validity, create);
  }

  public PromoteOptions withPrefetchOnly() {
    return new PromoteOptions(rollout, true, validity, create);
  }

  /** Whether the channel may be a new one. */
  public PromoteOptions withCreate(boolean allowed) {
    return new PromoteOptions(rollout, prefetchOnly, validity, allowed);
  }
}
