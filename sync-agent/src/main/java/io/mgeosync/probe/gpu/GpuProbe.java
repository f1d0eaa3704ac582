package io.mgeosync.probe.gpu;

import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the GPUs that should be here are here, and compute. Remembers which GPUs it saw and which
 * Xids were reported. May hang as the driver may, and is confined to one caller at a time: {@link
 * io.mgeosync.probe.BoundedProbe} sees to both.
 */
public final class GpuProbe implements Probe {
  private final GpuDriver driver;
  private final XidSource kernel;
  private final OurGpus ours;
  private final GpuJudge judge;
  private final XidMemory xids;
  private final @Nullable ComputeRounds rounds;
  private final Set<String> seen = new LinkedHashSet<>();

  /**
   * @param xids what still stands of those that were reported
   * @param rounds null when the GPUs need not compute
   */
  public GpuProbe(
      GpuSettings settings,
      OurGpus ours,
      GpuDriver driver,
      XidSource kernel,
      XidMemory xids,
      @Nullable ComputeRounds rounds) {
    this.driver = driver;
    this.kernel = kernel;
    this.ours = ours;
    this.judge = new GpuJudge(settings, ours);
    this.xids = xids;
    this.rounds = rounds;
  }

  /**
   * Of one vendor's GPUs; nothing is loaded or opened before the first look.
   *
   * @param environment the agent's, for variables such as CUDA_VISIBLE_DEVICES
   * @param victims which of the processes that an Xid hits are the service's
   * @param listener hears of each Xid
   * @param clock one that never jumps
   */
  public static GpuProbe of(
      GpuVendor vendor,
      GpuSettings settings,
      Map<String, String> environment,
      XidVictims victims,
      XidListener listener,
      InstantSource clock) {
    var rounds =
        new ComputeRounds(
            vendor.computeCheck(clock), settings.computeInterval(), settings.deadline(), clock);
    return new GpuProbe(
        settings,
        OurGpus.of(settings.devices(), vendor.visible(environment)),
        vendor.driver(),
        vendor.kernelErrors(),
        new XidMemory(settings.xid(), victims, listener),
        settings.computeCheck() ? rounds : null);
  }

  @Override
  public ProbeResult look() {
    try {
      return judged(driver.read());
    } catch (GpuException e) {
      return e.result();
    }
  }

  private ProbeResult judged(GpuSnapshot now) {
    var reported = new ArrayList<>(now.xids());
    reported.addAll(kernel.takeXids());
    List<XidMemory.Standing> standing = xids.after(now.gpus(), reported);
    ProbeResult found = judge.judge(now, seen, standing);
    ours.among(now.gpus()).forEach(gpu -> seen.add(gpu.id().uuid()));
    return found instanceof ProbeResult.Good good && rounds != null
        ? rounds.look(good, ours.units(now.gpus()))
        : found;
  }
}
