package io.mgeosync.config;

import io.mgeosync.base.Durations;
import io.mgeosync.base.InvalidValueException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which GPUs this node must have, and how they are probed.
 *
 * @param expected how many GPUs the driver must list; null when they are not counted
 * @param devices the GPUs that the service uses, each an index in PCI order, a UUID or the unique
 *     beginning of one; none when the environment decides (CUDA_VISIBLE_DEVICES)
 * @param computeCheck whether each GPU must also compute a small product rightly
 * @param computeInterval how old the last product of a GPU may be before it computes another
 * @param maxTemperature in degrees Celsius; null for each GPU's own limit
 * @param interval from the start of one probe to the start of the next
 * @param deadline by which one probe has ended, also when the driver hangs
 * @param fall how many late answers in a row close the gate
 * @param rise how many good answers in a row open it again
 */
public record GpuSettings(
    @Nullable Integer expected,
    List<String> devices,
    boolean computeCheck,
    Duration computeInterval,
    @Nullable Integer maxTemperature,
    XidTable xid,
    Duration interval,
    Duration deadline,
    int fall,
    int rise) {
  public GpuSettings {
    devices = List.copyOf(devices);
    if (deadline.compareTo(interval) > 0) {
      throw new InvalidValueException(
          "the deadline is longer than the interval",
          "make the deadline at most " + Durations.format(interval) + ", or the interval longer");
    }
    if (expected != null && devices.size() > expected) {
      throw new InvalidValueException(
          "more devices are named than expected says", "raise expected, or name fewer devices");
    }
  }
}
