package io.mgeosync.probe.gpu.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.gpu.Xid;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as drivers of several years wrote them to the kernel's log. */
final class XidLineTest {

  @Test
  void aProcessIsReadWhereItIsSaid() {
    assertThat(
            XidLine.parse(
                "4,1203,98012345,-;NVRM: Xid (PCI:0000:3b:00): 31, pid=1234, name=python3, Ch 8"))
        .contains(new Xid(31, "0000:3b:00", OptionalInt.of(1234), "python3"));
    assertThat(
            XidLine.parse(
                "4,1203,98012345,-;NVRM: Xid (PCI:0000:CB:00): 13, pid='<unknown>',"
                    + " name=<unknown>"))
        .contains(new Xid(13, "0000:cb:00", OptionalInt.empty()));
  }

  @Test
  void olderAndWiderAddressesAreReadToo() {
    assertThat(XidLine.parse("6,1,2,-;NVRM: Xid (0000:03:00): 14, Channel 00000001"))
        .contains(new Xid(14, "0000:03:00", OptionalInt.empty()));
    assertThat(XidLine.parse("6,1,2,-;NVRM: Xid (PCI:0008:01:00): 79, GPU has fallen off the bus."))
        .contains(new Xid(79, "0008:01:00", OptionalInt.empty()));
    assertThat(XidLine.parse("6,1,2,c,caller=T1;NVRM: Xid (PCI:0000:3b:00 GPU-I:02): 43"))
        .contains(new Xid(43, "0000:3b:00", OptionalInt.empty()));
  }

  /** A program that may write to the kernel's log must not close the gate. */
  @Test
  void whatAProgramWroteIsNotTheDrivers() {
    assertThat(XidLine.parse("12,1,2,-;NVRM: Xid (PCI:0000:3b:00): 79, forged")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        " SUBSYSTEM=pci",
        "6,1,2,-;usb 1-1: new device",
        "6,1,2,-;NVRM: GPU at PCI:0000:3b:00: GPU-b850f46d",
        "6,1,2,-;NVRM: Xid (PCI:0000:3b:00): many",
        "6,1,2,-;NVRM: Xid (PCI:0000:3b:00): 99999999999, far too large",
        "99999999999,1,2,-;NVRM: Xid (PCI:0000:3b:00): 79",
        "6,1,2,-;text NVRM: Xid (PCI:0000:3b:00): 79",
      })
  void anythingElseIsNoXid(String line) {
    assertThat(XidLine.parse(line)).isEmpty();
  }
}
