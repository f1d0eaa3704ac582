package io.mgeosync.probe.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mgeosync.probe.ProbeResult;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every vendor's binding promises, on a node with its driver and on one without; each one
 * inherits these tests.
 */
@Timeout(60)
public abstract class GpuVendorContract {
  /** The binding as the agent makes it. */
  protected abstract GpuVendor vendor();

  @Test
  void nodeWithoutTheDriver_canHoldAllParts() {
    GpuVendor vendor = vendor();
    assertThat(vendor.driver()).isNotNull();
    assertThat(vendor.processes()).isNotNull();
    assertThat(vendor.computeCheck(Clock.systemUTC())).isNotNull();
    assertThat(vendor.kernelErrors()).isNotNull();
  }

  @Test
  void environmentThatNamesNoGpu_showsAll() {
    assertThat(vendor().visible(Map.of())).isEqualTo(new OurGpus(true, List.of()));
  }

  @Test
  void kernelErrors_neverWaitAndNeverFail() {
    assertThat(vendor().kernelErrors().takeXids()).isNotNull();
  }

  @Test
  void missingDriver_isToldByNameInEachLook() {
    assumeFalse(vendor().isHere(), "not on this machine: a node without this vendor's driver");
    GpuDriver driver = vendor().driver();
    isTold(driver::read);
    isTold(driver::read);
    GpuProcesses processes = vendor().processes();
    isTold(processes::look);
    isTold(processes::begin);
    isTold(() -> vendor().computeCheck(Clock.systemUTC()).compute("GPU-0"));
  }

  private static void isTold(ThrowingCallable look) {
    assertThatExceptionOfType(GpuException.class)
        .isThrownBy(look)
        .satisfies(e -> tells(e.result()));
  }

  private static void tells(ProbeResult result) {
    assertThat(result).isNotInstanceOf(ProbeResult.Good.class);
    assertThat(result.reason()).matches("[A-Z][A-Za-z]+");
    assertThat(result.message()).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void driverThatIsHere_namesItsVersionAndItsGpus() {
    assumeTrue(vendor().isHere(), "not on this machine: this vendor's driver");
    GpuSnapshot now = vendor().driver().read();
    assertThat(now.driver()).isNotBlank();
    assertThat(now.gpus()).extracting(gpu -> gpu.id().uuid()).doesNotHaveDuplicates();
  }
}
