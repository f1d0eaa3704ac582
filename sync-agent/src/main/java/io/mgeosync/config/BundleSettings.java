package io.mgeosync.config;

import io.mgeosync.manifest.BundleName;
import org.jspecify.annotations.Nullable;

/**
 * One bundle that this node keeps.
 *
 * @param keep how many good releases stay on disk beside the active one
 * @param service null on a node that only syncs: no witness is asked then
 * @param smoke null where neither a service nor this section names an address for golden cases
 * @param reload null when the service finds out by itself
 * @param scrub when and how fast the active release is verified again, every byte of it
 * @param gpu null on a node whose GPUs are not looked at
 */
public record BundleSettings(
    BundleName name,
    ScheduleSettings schedule,
    int keep,
    @Nullable ServiceSettings service,
    @Nullable SmokeSettings smoke,
    @Nullable ReloadSettings reload,
    ScrubSettings scrub,
    @Nullable GpuSettings gpu) {

  /** A bundle that is scrubbed as fast as the disk reads. */
  public BundleSettings(
      BundleName name,
      ScheduleSettings schedule,
      int keep,
      @Nullable ServiceSettings service,
      @Nullable SmokeSettings smoke,
      @Nullable ReloadSettings reload,
      ScheduleSettings scrub,
      @Nullable GpuSettings gpu) {
    this(name, schedule, keep, service, smoke, reload, ScrubSettings.unlimited(scrub), gpu);
  }
}
