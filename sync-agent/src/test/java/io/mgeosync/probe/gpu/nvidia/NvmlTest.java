package io.mgeosync.probe.gpu.nvidia;

import static io.mgeosync.probe.gpu.Gpus.pci;
import static io.mgeosync.probe.gpu.Gpus.uuid;
import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.at;
import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.writeInt;
import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.writeLong;
import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.writeText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.gpu.Gpu;
import io.mgeosync.probe.gpu.GpuProcess;
import io.mgeosync.probe.gpu.GpuSnapshot;
import io.mgeosync.probe.gpu.GpuUse;
import io.mgeosync.probe.gpu.RecoveryAction;
import io.mgeosync.probe.gpu.Xid;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The binding of NVML, against functions that are called through the real linker. */
final class NvmlTest {
  private final FakeNvml fake = new FakeNvml(2);
  private final Nvml nvml = new Nvml(() -> fake.functions.library());

  @Test
  void everythingThatTheDriverSaysIsRead() {
    GpuSnapshot now = nvml.read();
    assertThat(now.driver()).isEqualTo("570.86.15");
    assertThat(now.library()).isEqualTo("12.570.86.15");
    assertThat(now.gpus()).hasSize(2);
    assertThat(now.gpus().get(1))
        .isEqualTo(
            new Gpu(
                new Gpu.Id(1, uuid(1), pci(1), "NVIDIA H100 80GB HBM3", "9.0"),
                new Gpu.Health(
                    OptionalInt.of(41),
                    OptionalInt.of(87),
                    1,
                    OptionalLong.of(0),
                    Optional.of(new Gpu.RowRemap(false, false)),
                    Optional.of(new Gpu.PcieLink(5, 5, 8, 16)),
                    RecoveryAction.NONE),
                new Gpu.Load(
                    Optional.of(new Gpu.Memory(1000, 100)),
                    Optional.of(
                        List.of(
                            new GpuProcess(1234, OptionalLong.of(4096)),
                            new GpuProcess(99, OptionalLong.empty())))),
                List.of()));
  }

  /** Whatever an older driver lacks; only these are needed to see a GPU at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nvmlSystemGetDriverVersion",
        "nvmlSystemGetNVMLVersion",
        "nvmlDeviceGetName",
        "nvmlDeviceGetCudaComputeCapability",
        "nvmlDeviceGetMigMode",
        "nvmlDeviceGetTemperature",
        "nvmlDeviceGetTemperatureThreshold",
        "nvmlDeviceGetCurrentClocksEventReasons",
        "nvmlDeviceGetTotalEccErrors",
        "nvmlDeviceGetRemappedRows",
        "nvmlDeviceGetCurrPcieLinkWidth",
        "nvmlDeviceGetFieldValues",
        "nvmlDeviceGetMemoryInfo",
        "nvmlDeviceGetComputeRunningProcesses_v3",
        "nvmlEventSetCreate",
        "nvmlDeviceRegisterEvents",
        "nvmlEventSetWait_v2",
      })
  void aFunctionThatAnOlderDriverLacksIsNotSaidAndNoFault(String function) {
    fake.functions.without(function);
    GpuSnapshot now = nvml.read();
    assertThat(now.faults()).isEmpty();
    assertThat(now.gpus()).extracting(gpu -> gpu.id().uuid()).containsExactly(uuid(0), uuid(1));
  }

  @Test
  void theNamesOfOlderDriversAreTried() {
    fake.functions
        .without("nvmlDeviceGetCurrentClocksEventReasons")
        .on("nvmlDeviceGetCurrentClocksThrottleReasons", "pp", a -> writeLong(a[1], 0x40))
        .without("nvmlDeviceGetComputeRunningProcesses_v3")
        .on("nvmlDeviceGetComputeRunningProcesses_v2", "ppp", a -> one(a[1], a[2]));
    Gpu gpu = nvml.read().gpus().getFirst();
    assertThat(gpu.health().clocks()).isEqualTo(0x40);
    assertThat(gpu.runs(77)).contains(true);
  }

  private static int one(Object count, Object table) {
    return writeInt(count, 1) + writeInt(at(table, 24), 77);
  }

  @Test
  void aReadingThatIsNotSupportedIsEmpty() {
    fake.functions.on("nvmlDeviceGetTotalEccErrors", "piip", a -> 3);
    fake.functions.on("nvmlDeviceGetFieldValues", "pip", a -> 3);
    Gpu gpu = nvml.read().gpus().getFirst();
    assertThat(gpu.health().uncorrected()).isEmpty();
    assertThat(gpu.health().recovery()).isEqualTo(RecoveryAction.NOT_SAID);
  }

  @ParameterizedTest
  @CsvSource({"15, GpuLost", "16, ResetRequired", "999, DriverError"})
  void aReadingThatFailsIsAFaultOfThatGpuAlone(int code, String word) {
    fake.functions.on(
        "nvmlDeviceGetTemperature",
        "pip",
        a -> FakeNvml.index(a[0]) == 1 ? code : writeInt(a[2], 40));
    GpuSnapshot now = nvml.read();
    assertThat(now.gpus()).extracting(gpu -> gpu.id().index()).containsExactly(0);
    assertThat(now.faults()).hasSize(1);
    assertThat(now.faults().getFirst().index()).isEqualTo(1);
    assertThat(now.faults().getFirst().cause().word()).isEqualTo(word);
  }

  /** What the driver as a whole returns, and what it makes of the node. */
  @ParameterizedTest
  @CsvSource({
    "9, Wrong, DriverNotLoaded, modprobe nvidia",
    "18, Wrong, DriverMismatch, reload its kernel modules",
    "12, Wrong, NoDriver, install",
    "28, Wrong, NoGpu, lspci",
    "15, Wrong, GpuLost, restart the machine",
    "4, Late, NoPermission, /dev/nvidia*",
    "17, Late, GpuBlocked, cgroup",
    "20, Late, NoMemory, free memory",
    "1, Late, DriverError, dmesg",
    "999, Late, DriverError, dmesg",
  })
  void aDriverThatDoesNotInitialiseHasItsReasonAndRemedy(
      int code, String kind, String word, String remedy) {
    fake.functions.on("nvmlInit_v2", "", a -> code);
    NvmlException e = catchThrowableOfType(NvmlException.class, nvml::read);
    assertThat(e.number()).isEqualTo(code);
    ProbeResult result = e.result();
    assertThat(result.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(result.reason()).isEqualTo(word);
    assertThat(result.message()).startsWith("nvmlInit_v2: ").contains(remedy).doesNotContain("\n");
  }

  @Test
  void aDriverWithoutItsLibraryIsNoDriver() {
    var absent =
        new Nvml(
            () -> {
              throw LibraryMissingException.nvml("libnvidia-ml.so.1", new Exception("gone"));
            });
    assertThatThrownBy(absent::read)
        .isInstanceOf(LibraryMissingException.class)
        .hasMessage(
            "libnvidia-ml.so.1 cannot be loaded; install the NVIDIA driver, or let the container"
                + " have it (--gpus all)");
  }

  @Test
  void nvmlStaysOpenWhileAllIsWellAndIsOpenedAnewAfterAFault() {
    nvml.read();
    nvml.read();
    assertThat(fake.functions.called).containsOnlyOnce("nvmlInit_v2");
    assertThat(fake.functions.called).doesNotContain("nvmlShutdown");
    var code = new AtomicInteger(15);
    fake.functions.on(
        "nvmlDeviceGetHandleByIndex_v2",
        "ip",
        a -> code.get() == 0 ? writeLong(a[1], FakeNvml.HANDLES + (Integer) a[0]) : code.get());
    var failing = new Nvml(() -> fake.functions.library());
    assertThat(failing.read().faults()).hasSize(2);
    assertThat(fake.functions.called).contains("nvmlShutdown");
    code.set(0);
    assertThat(failing.read().gpus()).hasSize(2);
  }

  @Test
  void xidsAreToldOnceAndByTheirGpu() {
    nvml.read();
    fake.xids.add(new int[] {1, 79});
    fake.xids.add(new int[] {0, 31});
    assertThat(nvml.read().xids())
        .containsExactly(
            new Xid(79, pci(1), OptionalInt.empty()), new Xid(31, pci(0), OptionalInt.empty()));
    assertThat(nvml.read().xids()).isEmpty();
  }

  @Test
  void aGpuThatReportsWithoutEndDoesNotKeepTheLookFromEnding() {
    nvml.read();
    for (int i = 0; i < 1_000; i++) {
      fake.xids.add(new int[] {0, 31});
    }
    assertThat(nvml.read().xids()).hasSize(100);
  }

  @Test
  void migDevicesAreListedAndEmptyPlacesAreNot() {
    fake.functions
        .on("nvmlDeviceGetMigMode", "ppp", a -> writeInt(a[1], 1))
        .on("nvmlDeviceGetMaxMigDeviceCount", "pp", a -> writeInt(a[1], 7))
        .on("nvmlDeviceGetMigDeviceHandleByIndex", "pip", a -> mig((Integer) a[1], a[2]))
        .on("nvmlDeviceGetUUID", "ppi", a -> writeText(a[1], a[2], "MIG-" + FakeNvml.index(a[0])));
    assertThat(nvml.read().gpus().getFirst().mig()).containsExactly("MIG-100", "MIG-102");
  }

  private static int mig(int place, Object out) {
    return place == 0 || place == 2 ? writeLong(out, FakeNvml.HANDLES + 100 + place) : 6;
  }

  @ParameterizedTest
  @CsvSource({
    "0, NONE",
    "1, GPU_RESET",
    "2, NODE_REBOOT",
    "3, DRAIN_P2P",
    "4, DRAIN_AND_RESET",
    "5, NOT_SAID",
    "-1, NOT_SAID"
  })
  void theRecoveryActionIsRead(int number, RecoveryAction action) {
    fake.functions.on("nvmlDeviceGetFieldValues", "pip", a -> FakeNvml.recovery(a[2], number));
    assertThat(nvml.read().gpus().getFirst().health().recovery()).isEqualTo(action);
  }

  @Test
  void whoComputesIsToldForEachGpuAndABrokenOneHidesNoOther() {
    fake.functions.on(
        "nvmlDeviceGetComputeRunningProcesses_v3",
        "ppp",
        a -> FakeNvml.index(a[0]) == 0 ? 15 : one(a[1], a[2]));
    List<GpuUse> uses = nvml.uses();
    assertThat(uses.getFirst().processes()).isEmpty();
    assertThat(uses.getFirst().why().orElseThrow()).contains("GPU_IS_LOST (NVML 15)");
    assertThat(uses.get(1).processes().orElseThrow())
        .extracting(GpuProcess::pid)
        .containsExactly(77);
    // A session that is kept would keep the broken GPU's state from every other one, too.
    assertThat(fake.functions.called).contains("nvmlShutdown");
  }

  @Test
  void clientsOfTheMultiProcessServiceAreListedToo() {
    fake.functions
        .on("nvmlDeviceGetComputeRunningProcesses_v3", "ppp", a -> writeInt(a[1], 0))
        .on("nvmlDeviceGetMPSComputeRunningProcesses_v3", "ppp", a -> one(a[1], a[2]));
    assertThat(nvml.uses().getFirst().processes().orElseThrow())
        .containsExactly(new GpuProcess(77, OptionalLong.of(0), OptionalInt.empty(), true));
  }

  @Test
  void aGpuInMigModeIsAskedByItsInstancesWhereItsOwnListIsWithheld() {
    fake.functions
        .on("nvmlDeviceGetMigMode", "ppp", a -> writeInt(a[1], 1))
        .on("nvmlDeviceGetMaxMigDeviceCount", "pp", a -> writeInt(a[1], 7))
        .on("nvmlDeviceGetMigDeviceHandleByIndex", "pip", a -> mig((Integer) a[1], a[2]))
        .on("nvmlDeviceGetMemoryInfo", "pp", a -> 4)
        .on(
            "nvmlDeviceGetComputeRunningProcesses_v3",
            "ppp",
            a -> FakeNvml.index(a[0]) < 100 ? 4 : one(a[1], a[2]));
    GpuSnapshot now = nvml.read();
    assertThat(now.faults()).isEmpty();
    assertThat(now.gpus().getFirst().load().memory()).isEmpty();
    assertThat(now.gpus().getFirst().runs(77)).contains(true);
    assertThat(nvml.uses().getFirst().processes().orElseThrow())
        .containsExactly(new GpuProcess(77, OptionalLong.of(0), OptionalInt.of(0), false));
  }
}
