package io.mgeosync.probe.gpu.nvidia;

import io.mgeosync.probe.gpu.Xid;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an Xid from a record of {@code /dev/kmsg} (Linux, Documentation/ABI/testing/dev-kmsg), such
 * as {@code 4,1203,98012345,-;NVRM: Xid (PCI:0000:3b:00): 79, pid=1234, name=python3, GPU has
 * fallen off the bus.}
 */
final class XidLine {
  /** Facility and level, sequence, time, flags; then the text. A facility of 0 is the kernel's. */
  private static final Pattern RECORD = Pattern.compile("([0-9]{1,9}),[^;]*;(.*)");

  private static final Pattern XID =
      Pattern.compile(
          "NVRM: Xid \\((?:PCI:)?([0-9a-fA-F]{4,8}):([0-9a-fA-F]{2}):([0-9a-fA-F]{2})[^)]*\\):"
              + " ([0-9]{1,9})\\b(?:, pid='?([0-9]{1,9})\\b'?(?:,"
              + " name=([^,\\p{Cntrl}]{1,64}))?)?.*");

  private static final int LEVELS = 8;

  private XidLine() {}

  /** Empty for any other record, also for one that a program wrote and not the kernel. */
  static Optional<Xid> parse(String line) {
    Matcher record = RECORD.matcher(line);
    if (!record.matches() || Integer.parseInt(record.group(1)) >= LEVELS) {
      return Optional.empty();
    }
    Matcher xid = XID.matcher(record.group(2));
    return xid.matches() ? Optional.of(xid(xid)) : Optional.empty();
  }

  private static Xid xid(Matcher parts) {
    String pid = parts.group(5);
    String name = parts.group(6);
    return new Xid(
        Integer.parseInt(parts.group(4)),
        PciAddress.format(hex(parts.group(1)), hex(parts.group(2)), hex(parts.group(3))),
        pid == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(pid)),
        name == null ? "" : name.strip());
  }

  private static int hex(String digits) {
    return Integer.parseUnsignedInt(digits, 16);
  }
}
