package io.mgeosync.verdict;

import io.mgeosync.base.HostPort;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.base.NodeRole;
import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a node tells others its verdict.
 *
 * @param role null when it is not configured
 * @param weight this node's share of the load beside its peers, 1 to {@value #MAX_WEIGHT}
 * @param agentCheck where HAProxy's agent check is answered; null for nowhere
 * @param trackFile absolute; what keepalived tracks; null for none
 */
public record FailoverSettings(
    @Nullable NodeRole role,
    @Default("100") @Between(least = 1, most = FailoverSettings.MAX_WEIGHT) int weight,
    @Nullable HostPort agentCheck,
    @Nullable Path trackFile) {
  /** HAProxy's largest, the narrowest of those who are told. */
  public static final int MAX_WEIGHT = 256;

  public FailoverSettings {
    if (weight < 1 || weight > MAX_WEIGHT) {
      throw new InvalidValueException("a weight is 1 to " + MAX_WEIGHT, "write e.g. 100");
    }
  }
}
