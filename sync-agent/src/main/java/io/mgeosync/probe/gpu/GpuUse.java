package io.mgeosync.probe.gpu;

import java.util.List;
import java.util.OptionalInt;

/**
 * Who computes on one GPU, and how busy it is.
 *
 * @param busyPercent of the driver's last sample period, a sixth of a second to a second long
 */
public record GpuUse(String uuid, OptionalInt busyPercent, List<GpuProcess> processes) {}
