package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads what the configuration says about GPUs. */
final class GpuSection {
  private static final Pattern DEVICE =
      Pattern.compile("[0-9]{1,3}|(?:GPU|MIG)-[0-9A-Za-z/-]{1,64}");

  private GpuSection() {}

  static GpuSettings read(Section section) {
    Integer expected = section.find("expected", Values.between(1, 1000));
    List<String> devices = section.list("devices", GpuSection::device);
    boolean check = section.get("compute-check", Values::bool, Defaults.COMPUTE_CHECK);
    Duration every = section.get("compute-interval", Values::positive, Defaults.COMPUTE_INTERVAL);
    Integer hottest = section.find("max-temperature", Values.between(1, 200));
    XidTable xid = section.section("xid").map(GpuSection::xid).orElse(XidTable.NVIDIA);
    Duration interval = section.get("interval", Values::positive, Defaults.INTERVAL);
    Duration deadline = section.get("deadline", Values::positive, Defaults.PROBE_DEADLINE);
    int fall = section.get("fall", Values.between(1, 1000), Defaults.FALL);
    int rise = section.get("rise", Values.between(1, 1000), Defaults.RISE);
    return section.make(
        () ->
            new GpuSettings(
                expected, devices, check, every, hottest, xid, interval, deadline, fall, rise));
  }

  private static String device(String text) {
    if (!DEVICE.matcher(text).matches()) {
      throw new InvalidValueException(
          "\"" + text + "\" names no GPU",
          "write an index or a UUID as nvidia-smi -L shows them, e.g. 0 or GPU-8932f937");
    }
    return text;
  }

  private static XidTable xid(Section section) {
    Function<String, Integer> number = Values.between(1, 9999);
    var all = new ArrayList<Integer>();
    XidTable table = XidTable.NVIDIA;
    for (XidAction action : XidAction.values()) {
      String key = action.name().toLowerCase(Locale.ROOT).replace('_', '-');
      List<Integer> xids = section.list(key, number);
      all.addAll(xids);
      table = table.with(action, xids);
    }
    if (new HashSet<>(all).size() < all.size()) {
      throw section.refuse("", "an Xid stands here twice", "keep one action for each Xid");
    }
    return table;
  }
}
