package io.mgeosync.probe.gpu.nvidia;

import io.mgeosync.probe.gpu.ComputeCheck;
import io.mgeosync.probe.gpu.GpuDriver;
import io.mgeosync.probe.gpu.GpuProcesses;
import io.mgeosync.probe.gpu.GpuUse;
import io.mgeosync.probe.gpu.GpuVendor;
import io.mgeosync.probe.gpu.OurGpus;
import io.mgeosync.probe.gpu.XidSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** NVIDIA: NVML for what the driver says, CUDA for the computation, kmsg for Xids. */
public final class Nvidia implements GpuVendor {
  private static final Path CONTROL_DEVICE = Path.of("/dev/nvidiactl");

  @Override
  public boolean isHere() {
    return Files.exists(CONTROL_DEVICE);
  }

  @Override
  public GpuDriver driver() {
    return Nvml.ofThisNode();
  }

  @Override
  public GpuProcesses processes() {
    Nvml nvml = Nvml.ofThisNode();
    return new GpuProcesses() {
      @Override
      public List<GpuUse> look() {
        return nvml.uses();
      }

      @Override
      public Measurement begin() {
        return nvml.measure();
      }
    };
  }

  @Override
  public ComputeCheck computeCheck(InstantSource clock) {
    return CudaCheck.ofThisNode(clock);
  }

  @Override
  public XidSource kernelErrors() {
    return new KernelLog(KernelLog.KMSG);
  }

  @Override
  public OurGpus visible(Map<String, String> environment) {
    return VisibleDevices.of(environment);
  }
}
