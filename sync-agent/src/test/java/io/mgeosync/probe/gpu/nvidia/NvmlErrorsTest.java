package io.mgeosync.probe.gpu.nvidia;

import static io.mgeosync.probe.gpu.Gpus.settings;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.gpu.GpuProbe;
import io.mgeosync.probe.gpu.OurGpus;
import io.mgeosync.probe.gpu.XidListener;
import io.mgeosync.probe.gpu.XidMemory;
import io.mgeosync.probe.gpu.XidTable;
import io.mgeosync.probe.gpu.XidVictims;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of a look, with every code that NVML may return: a GPU is well only where the driver
 * said so, or said that it does not support the question.
 */
final class NvmlErrorsTest {
  private static final int NOT_SUPPORTED = 3;

  /** The calls of a look, with the letters of their parameters. */
  private static final Map<String, String> CALLS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("nvmlInit_v2", ""),
              Map.entry("nvmlSystemGetDriverVersion", "pi"),
              Map.entry("nvmlSystemGetNVMLVersion", "pi"),
              Map.entry("nvmlDeviceGetCount_v2", "p"),
              Map.entry("nvmlDeviceGetHandleByIndex_v2", "ip"),
              Map.entry("nvmlDeviceGetUUID", "ppi"),
              Map.entry("nvmlDeviceGetName", "ppi"),
              Map.entry("nvmlDeviceGetPciInfo_v3", "pp"),
              Map.entry("nvmlDeviceGetCudaComputeCapability", "ppp"),
              Map.entry("nvmlDeviceGetMigMode", "ppp"),
              Map.entry("nvmlDeviceGetTemperature", "pip"),
              Map.entry("nvmlDeviceGetTemperatureThreshold", "pip"),
              Map.entry("nvmlDeviceGetCurrentClocksEventReasons", "pp"),
              Map.entry("nvmlDeviceGetTotalEccErrors", "piip"),
              Map.entry("nvmlDeviceGetRemappedRows", "ppppp"),
              Map.entry("nvmlDeviceGetCurrPcieLinkGeneration", "pp"),
              Map.entry("nvmlDeviceGetMaxPcieLinkGeneration", "pp"),
              Map.entry("nvmlDeviceGetCurrPcieLinkWidth", "pp"),
              Map.entry("nvmlDeviceGetMaxPcieLinkWidth", "pp"),
              Map.entry("nvmlDeviceGetFieldValues", "pip"),
              Map.entry("nvmlDeviceGetMemoryInfo", "pp"),
              Map.entry("nvmlDeviceGetComputeRunningProcesses_v3", "ppp"),
              Map.entry("nvmlDeviceGetMPSComputeRunningProcesses_v3", "ppp"),
              Map.entry("nvmlEventSetCreate", "p"),
              Map.entry("nvmlDeviceRegisterEvents", "plp"),
              Map.entry("nvmlEventSetWait_v2", "ppi")));

  /** What a GPU cannot be seen without may not even be unsupported. */
  private static final Set<String> NEEDED =
      Set.of(
          "nvmlInit_v2",
          "nvmlDeviceGetCount_v2",
          "nvmlDeviceGetHandleByIndex_v2",
          "nvmlDeviceGetUUID",
          "nvmlDeviceGetPciInfo_v3");

  static Stream<String> calls() {
    return CALLS.keySet().stream();
  }

  /** All of nvml.h (r580), some that it does not have yet, and a negative one. */
  private static IntStream codes() {
    return IntStream.concat(IntStream.rangeClosed(1, 40), IntStream.of(999, 12_345, -1));
  }

  private static ProbeResult look(String call, int code) {
    var fake = new FakeNvml(1);
    fake.functions.on(
        "nvmlDeviceGetMPSComputeRunningProcesses_v3", "ppp", a -> FakeLibrary.writeInt(a[1], 0));
    fake.functions.on(call, CALLS.getOrDefault(call, ""), a -> code);
    return look(fake);
  }

  private static ProbeResult look(FakeNvml fake) {
    var probe =
        new GpuProbe(
            settings("compute-check: false"),
            new OurGpus(true, List.of()),
            new Nvml(fake.functions::library),
            List::of,
            new XidMemory(XidTable.NVIDIA, XidVictims.NOT_OURS, XidListener.NONE),
            null);
    return probe.look();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void noErrorOfAnyCallIsTakenForAWellGpu(String call) {
    codes()
        .filter(code -> code != NOT_SUPPORTED)
        .filter(code -> !(code == 10 && call.equals("nvmlEventSetWait_v2"))) // no event came
        .forEach(
            code ->
                assertThat(look(call, code))
                    .as("%s returns %d", call, code)
                    .isNotInstanceOf(ProbeResult.Good.class));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void whatIsNotSupportedIsNoFaultWhereAGpuCanBeSeenWithoutIt(String call) {
    ProbeResult result = look(call, NOT_SUPPORTED);
    if (NEEDED.contains(call)) {
      assertThat(result).as(call).isNotInstanceOf(ProbeResult.Good.class);
    } else {
      assertThat(result).as(call).isInstanceOf(ProbeResult.Good.class);
    }
  }

  /** A call that is not listed here would escape the table. */
  @Test
  void theTableHasEveryCallOfALook() {
    var fake = new FakeNvml(1);
    look(fake);
    assertThat(fake.functions.called).isSubsetOf(CALLS.keySet());
  }

  /**
   * A field has a code of its own; a driver that does not know it says that its number is wrong.
   */
  @Test
  void theCodeOfAFieldCountsAsThatOfACall() {
    codes()
        .forEach(
            code -> {
              var fake = new FakeNvml(1);
              fake.functions.on("nvmlDeviceGetFieldValues", "pip", a -> field(a[2], code));
              if (code == 2 || code == NOT_SUPPORTED) {
                assertThat(look(fake)).isInstanceOf(ProbeResult.Good.class);
              } else {
                assertThat(look(fake)).isNotInstanceOf(ProbeResult.Good.class);
              }
            });
  }

  private static int field(Object out, int code) {
    FakeLibrary.at(out, 40).set(JAVA_INT, 28, code);
    return 0;
  }
}
