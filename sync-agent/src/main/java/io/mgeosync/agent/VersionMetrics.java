package io.mgeosync.agent;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.channel.Pin;
import io.mgeosync.gate.ConditionType;
import java.time.Clock;
import java.util.Optional;

/** Which release is wanted here, which is on the disk, and which is proven to be loaded. */
final class VersionMetrics {
  private VersionMetrics() {}

  static void register(BundleValues values, Clock clock) {
    values.info(
        "mgeo_sync_desired_info",
        "1 for the release that the channel wants on this node",
        VersionMetrics::desired);
    values.info(
        "mgeo_sync_active_info",
        "1 for the release that is active on this node",
        VersionMetrics::active);
    values.info(
        "mgeo_sync_served_info",
        "1 for the release that the running service is proven to have loaded",
        runner -> active(runner).filter(active -> served(runner, clock)));
  }

  private static Optional<Pin> desired(BundleRunner runner) {
    return runner.state().channel().flatMap(channel -> channel.desired(runner.settings().name()));
  }

  private static Optional<Pin> active(BundleRunner runner) {
    return runner.state().active().map(ActiveRelease::pin);
  }

  /** What this condition proves is proven of the active release, and of no other. */
  private static boolean served(BundleRunner runner, Clock clock) {
    return runner.gate().conditions().stream()
        .filter(condition -> condition.type() == ConditionType.SERVED)
        .anyMatch(condition -> condition.holds(clock.instant()));
  }
}
