package io.mgeosync.config;

import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import java.time.Duration;

/**
 * How the nodes of a group move to another release, one after another.
 *
 * @param maxUnavailable how many nodes of the group, this one counted, may be out of service at
 *     once
 * @param turnWait how long one cycle waits for its turn before it gives up until the next poll
 */
public record RolloutSettings(
    @Default("1") @Between(least = 1, most = 1000) int maxUnavailable,
    @Default("30s") Duration turnWait) {}
