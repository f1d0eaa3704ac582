package io.mgeosync.reconcile;

import io.mgeosync.activate.ReloadSettings;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.probe.gpu.GpuSettings;
import io.mgeosync.probe.service.ServiceSettings;
import io.mgeosync.probe.smoke.SmokeSettings;
import io.mgeosync.schedule.ScheduleSettings;
import io.mgeosync.schedule.ScrubSettings;
import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import org.jspecify.annotations.Nullable;

/**
 * One bundle that this node keeps.
 *
 * @param keep how many good releases stay on disk beside the active one
 * @param service null on a node that only syncs: no witness is asked then
 * @param smoke null where neither a service nor this section names an address for golden cases;
 *     what is not written of it is the service's
 * @param reload null when the service finds out by itself
 * @param scrub when and how fast the active release is verified again, every byte of it
 * @param gpu null on a node whose GPUs are not looked at
 */
public record BundleSettings(
    BundleName name,
    ScheduleSettings schedule,
    @Default("2") @Between(least = 1, most = 100) int keep,
    @Nullable ServiceSettings service,
    @Nullable SmokeSettings smoke,
    @Nullable ReloadSettings reload,
    ScrubSettings scrub,
    @Nullable GpuSettings gpu) {
  public BundleSettings {
    smoke = SmokeSettings.of(smoke, service);
  }

  /** When it is verified again; what is not written of it is as for the sync. */
  public ScheduleSettings scrubSchedule() {
    return scrub.schedule(schedule);
  }
}
