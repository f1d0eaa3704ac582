package io.mgeosync.probe.gpu;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.Durations;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.TextReader;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
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
    @Between(least = 1, most = 1000) @Nullable Integer expected,
    @JsonDeserialize(contentUsing = Device.class) @Default({}) List<String> devices,
    @Default("true") boolean computeCheck,
    @Default("1m") Duration computeInterval,
    @Between(least = 1, most = 200) @Nullable Integer maxTemperature,
    XidTable xid,
    @Default("5s") Duration interval,
    @Default("3s") Duration deadline,
    @Default("3") @Between(least = 1, most = 1000) int fall,
    @Default("2") @Between(least = 1, most = 1000) int rise) {
  private static final Pattern DEVICE =
      Pattern.compile("[0-9]{1,3}|(?:GPU|MIG)-[0-9A-Za-z/-]{1,64}");

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

  static final class Device extends TextReader<String> {
    Device() {
      super(Device::parse);
    }

    private static String parse(String text) {
      if (!DEVICE.matcher(text).matches()) {
        throw new InvalidValueException(
            "\"" + text + "\" names no GPU",
            "write an index or a UUID as nvidia-smi -L shows them, e.g. 0 or GPU-8932f937");
      }
      return text;
    }
  }
}
