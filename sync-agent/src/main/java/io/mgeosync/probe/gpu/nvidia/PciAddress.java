package io.mgeosync.probe.gpu.nvidia;

/** One spelling for the addresses that NVML and the kernel's log spell in different ways. */
final class PciAddress {
  private PciAddress() {}

  static String format(int domain, int bus, int device) {
    return "%04x:%02x:%02x".formatted(domain, bus, device);
  }
}
