package io.mgeosync.agent;

import io.mgeosync.reconcile.Integrity;
import java.util.Optional;

/** When the active release was last proven byte by byte, and whether that proved it wrong. */
final class ScrubMetrics {
  private ScrubMetrics() {}

  static void register(BundleValues values) {
    values.gauge(
        "mgeo_sync_scrub_last_timestamp_seconds",
        "When every byte of the active release was last proven",
        runner ->
            runner.state().active().map(active -> (double) active.verifiedAt().getEpochSecond()));
    values.gauge(
        "mgeo_sync_scrub_failed",
        "1 while the active release is proven damaged, until a fresh copy has replaced it",
        runner -> Optional.of(runner.state().integrity() instanceof Integrity.Broken ? 1.0 : 0.0));
  }
}
