package io.mgeosync.probe.gpu.nvidia;

import static io.mgeosync.probe.gpu.Gpus.uuid;
import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.at;
import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.writeInt;
import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.writeLong;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mgeosync.probe.ProbeResult;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The CUDA driver API as a program calls it, with a CPU in the GPU's place. */
final class CudaCheckTest {
  private static final long CONTEXT = 0xc0;
  private static final long MODULE = 0xd0;
  private static final long FUNCTION = 0xf0;

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment memory = arena.allocate(Product.BYTES, 8);
  private final MemorySegment names = arena.allocateFrom("CUDA_ERROR_OF_THE_TEST");
  private final AtomicLong nanos = new AtomicLong();
  private final FakeLibrary fake = new FakeLibrary();
  private final CudaCheck check =
      new CudaCheck(fake::library, () -> Instant.EPOCH.plusNanos(nanos.getAndAdd(5_000)));

  CudaCheckTest() {
    fake.on("cuInit", "i", a -> 0)
        .on("cuGetErrorName", "ip", a -> writeLong(a[1], names.address()))
        .on("cuDeviceGetCount", "p", a -> writeInt(a[0], 2))
        .on("cuDeviceGet", "pi", a -> writeInt(a[0], (Integer) a[1]))
        .on("cuDeviceGetUuid_v2", "pi", a -> uuidBytes(a[0], (Integer) a[1]))
        .on("cuDevicePrimaryCtxRetain", "pi", a -> writeLong(a[0], CONTEXT))
        .on("cuDevicePrimaryCtxRelease_v2", "i", a -> 0)
        .on("cuCtxSetCurrent", "p", a -> 0)
        .on("cuModuleLoadData", "pp", a -> writeLong(a[0], MODULE))
        .on("cuModuleGetFunction", "ppp", a -> entry(a))
        .on("cuMemAlloc_v2", "pl", a -> writeLong(a[0], memory.address()))
        .on("cuMemsetD32_v2", "lil", a -> fill((Integer) a[1], (Long) a[2]))
        .on("cuLaunchKernel", "piiiiiiippp", a -> multiply(a))
        .on("cuCtxSynchronize", "", a -> 0)
        .on("cuMemcpyDtoH_v2", "pll", a -> copy(a[0], (Long) a[1], (Long) a[2]));
  }

  private static int uuidBytes(Object out, int device) {
    byte[] bytes = HexFormat.of().parseHex(uuid(device).replace("GPU-", "").replace("-", ""));
    at(out, 16).copyFrom(MemorySegment.ofArray(bytes));
    return 0;
  }

  private static int entry(Object... a) {
    String name = at(a[2], 64).getString(0);
    return name.equals("product") ? writeLong(a[0], FUNCTION) : 500;
  }

  private int fill(int value, long count) {
    for (int i = 0; i < count; i++) {
      memory.setAtIndex(JAVA_INT, i, value);
    }
    return 0;
  }

  /** What product.ptx does, with the parameters found as the driver finds them. */
  private int multiply(Object... a) {
    assertThat(a).startsWith(MemorySegment.ofAddress(FUNCTION), 1, 1, 1, 16, 16, 1, 0);
    MemorySegment parameter = at(at(a[9], 8).get(ADDRESS, 0), 8);
    assertThat(parameter.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(memory.address());
    for (int i = 0; i < 256; i++) {
      int sum = 0;
      for (int k = 0; k < 16; k++) {
        sum += (i / 16 * 16 + k) * (k * 16 + i % 16);
      }
      memory.setAtIndex(JAVA_INT, i, sum);
    }
    return 0;
  }

  private int copy(Object to, long from, long bytes) {
    assertThat(from).isEqualTo(memory.address());
    at(to, bytes).copyFrom(memory.asSlice(0, bytes));
    return 0;
  }

  @Test
  void aGpuThatComputesRightlyIsTimedAndItsContextIsGivenBack() {
    assertThat(check.compute(uuid(1))).contains(Duration.ofNanos(5_000));
    assertThat(fake.failures).isEmpty();
    assertThat(fake.called).endsWith("cuCtxSetCurrent", "cuDevicePrimaryCtxRelease_v2");
  }

  @Test
  void aGpuThatCudaDoesNotShowCannotBeTried() {
    assertThat(check.compute(uuid(7))).isEmpty();
    assertThat(fake.called).doesNotContain("cuDevicePrimaryCtxRetain");
  }

  @Test
  void oneWrongElementIsProof() {
    fake.on(
        "cuCtxSynchronize",
        "",
        a -> {
          memory.setAtIndex(JAVA_INT, 3 * 16 + 5, 42);
          return 0;
        });
    WrongProductException e =
        catchThrowableOfType(WrongProductException.class, () -> check.compute(uuid(0)));
    assertThat(e.row()).isEqualTo(3);
    assertThat(e.column()).isEqualTo(5);
    assertThat(e.result()).isInstanceOf(ProbeResult.Wrong.class);
    assertThat(e.result().message()).contains("has 42 at row 3, column 5 and should have");
  }

  /** The memory still holds the right product of the check before. */
  @Test
  void aGpuThatLaunchesAndDoesNothingIsFoundOut() {
    check.compute(uuid(0));
    fake.on("cuLaunchKernel", "piiiiiiippp", a -> 0);
    var second = new CudaCheck(fake::library, () -> Instant.EPOCH);
    assertThat(catchThrowableOfType(WrongProductException.class, () -> second.compute(uuid(0))))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "cuInit, i, 100, Wrong, CannotCompute",
    "cuInit, i, 802, Wrong, CannotCompute",
    "cuInit, i, 803, Wrong, CannotCompute",
    "cuInit, i, 304, Late, ComputeUnknown",
    "cuInit, i, 34, Late, ComputeUnknown",
    "cuDevicePrimaryCtxRetain, pi, 2, Late, ComputeUnknown",
    "cuDevicePrimaryCtxRetain, pi, 46, Late, ComputeUnknown",
    "cuDevicePrimaryCtxRetain, pi, 800, Late, ComputeUnknown",
    "cuDevicePrimaryCtxRetain, pi, 999, Wrong, CannotCompute",
    "cuModuleLoadData, pp, 221, Late, ComputeUnknown",
    "cuModuleLoadData, pp, 222, Late, ComputeUnknown",
    "cuMemAlloc_v2, pl, 2, Late, ComputeUnknown",
    "cuLaunchKernel, piiiiiiippp, 719, Wrong, CannotCompute",
    "cuCtxSynchronize, '', 700, Wrong, CannotCompute",
    "cuCtxSynchronize, '', 214, Wrong, CannotCompute",
    "cuMemcpyDtoH_v2, pll, 719, Wrong, CannotCompute",
  })
  void eachErrorHasItsNameAndWhatItProves(
      String function, String signature, int code, String kind, String word) {
    fake.on(function, signature, a -> code);
    CudaException e = catchThrowableOfType(CudaException.class, () -> check.compute(uuid(0)));
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.result().getClass().getSimpleName()).isEqualTo(kind);
    assertThat(e.result().reason()).isEqualTo(word);
    assertThat(e.result().message())
        .startsWith(uuid(0) + ": " + function + ": CUDA_ERROR_OF_THE_TEST (" + code + "); ");
  }

  @Test
  void aContextIsGivenBackAfterAnyError() {
    fake.on("cuCtxSynchronize", "", a -> 719);
    assertThat(catchThrowableOfType(CudaException.class, () -> check.compute(uuid(0)))).isNotNull();
    assertThat(fake.called).endsWith("cuCtxSetCurrent", "cuDevicePrimaryCtxRelease_v2");
  }

  @Test
  void aFunctionThatAnOldDriverLacksProvesNothing() {
    fake.without("cuDeviceGetUuid_v2");
    CudaException e = catchThrowableOfType(CudaException.class, () -> check.compute(uuid(0)));
    assertThat(e.result()).isInstanceOf(ProbeResult.Late.class);
    assertThat(e).hasMessageContaining("cuDeviceGetUuid_v2").hasMessageEndingWith("r470 or newer");
  }

  @Test
  void aCodeThatTheDriverCannotNameIsToldByItsNumber() {
    fake.on("cuInit", "i", a -> 4711).on("cuGetErrorName", "ip", a -> 1);
    CudaException e = catchThrowableOfType(CudaException.class, () -> check.compute(uuid(0)));
    assertThat(e).hasMessageContaining("cuInit: an error without a name (4711)");
  }

  @Test
  void theProgramCarriesTheCodeThatTheGpuRuns() {
    assertThat(Product.code()).contains(".visible .entry product(").contains(".target sm_50");
    assertThat(Product.expected(1, 0)).isEqualTo(50_560);
  }
}
