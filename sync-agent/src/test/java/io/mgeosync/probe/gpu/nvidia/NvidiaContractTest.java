package io.mgeosync.probe.gpu.nvidia;

import io.mgeosync.probe.gpu.GpuVendor;
import io.mgeosync.probe.gpu.GpuVendorContract;

final class NvidiaContractTest extends GpuVendorContract {
  @Override
  protected GpuVendor vendor() {
    return new Nvidia();
  }
}
