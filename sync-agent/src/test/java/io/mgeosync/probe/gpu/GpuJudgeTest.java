package io.mgeosync.probe.gpu;

import static io.mgeosync.probe.gpu.Gpus.faulty;
import static io.mgeosync.probe.gpu.Gpus.settings;
import static io.mgeosync.probe.gpu.Gpus.snapshot;
import static io.mgeosync.probe.gpu.Gpus.uuid;
import static io.mgeosync.probe.gpu.Gpus.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeResult.Good;
import io.mgeosync.probe.ProbeResult.Late;
import io.mgeosync.probe.ProbeResult.Wrong;
import io.mgeosync.probe.gpu.nvidia.Nvidia;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is proven wrong, what is not known, and what is only a warning. */
final class GpuJudgeTest {

  private static ProbeResult judge(String keys, GpuSnapshot now, String... seen) {
    return judge(keys, Map.of(), now, seen);
  }

  private static ProbeResult judge(
      String keys, Map<String, String> environment, GpuSnapshot now, String... seen) {
    var settings = settings(keys);
    return new GpuJudge(settings, OurGpus.of(settings.devices(), new Nvidia().visible(environment)))
        .judge(now, Set.of(seen), List.of());
  }

  private static ProbeResult judge(UnaryOperator<Gpus.Health> change) {
    return judge("expected: 1", snapshot(Gpus.with(well(0), change)));
  }

  @Test
  void wellGpusAreGoodAndNothingIsWarnedOf() {
    assertThat(judge("expected: 2", snapshot(well(0), well(1))))
        .isEqualTo(new Good("Usable", "2 x NVIDIA H100, driver 570.86.15"));
  }

  @Test
  void tooFewAreWrongAndTooManyAreAWarning() {
    assertThat(judge("expected: 2", snapshot(well(0))))
        .isInstanceOf(Wrong.class)
        .hasToString(
            "Wrong[reason=GpuMissing, message=the driver lists 1 of 2 expected GPUs; see nvidia-smi"
                + " -L and dmesg; restart the machine if it fell off the bus]");
    assertThat(judge("expected: 1", snapshot(well(0), well(1))))
        .isInstanceOf(Good.class)
        .extracting(ProbeResult::message)
        .asString()
        .endsWith("warning: 2 GPUs, 1 expected");
  }

  @Test
  void aGpuThatVanishedIsNamedThoughNobodyCounts() {
    ProbeResult result = judge("fall: 1", snapshot(well(0)), uuid(0), uuid(1));
    assertThat(result).isInstanceOf(Wrong.class);
    assertThat(result.reason()).isEqualTo("GpuVanished");
    assertThat(result.message()).startsWith("the driver no longer shows " + uuid(1));
  }

  @Test
  void aDriverThatListsNothingIsWrongWhateverIsExpected() {
    assertThat(judge("fall: 1", snapshot())).isInstanceOf(Wrong.class);
    assertThat(judge("fall: 1", snapshot()).reason()).isEqualTo("NoGpu");
  }

  @Test
  void anEmptyListOfVisibleDevicesLeavesNoneOfThem() {
    var nothing = Map.of("CUDA_VISIBLE_DEVICES", "");
    assertThat(judge("fall: 1", nothing, snapshot(well(0))).message())
        .startsWith("none of the driver's 1 GPUs is ours");
  }

  @Test
  void aNamedDeviceThatIsNotThereIsWrong() {
    assertThat(judge("devices: [GPU-00000007]", snapshot(well(0))).message())
        .startsWith("the driver does not show GPU-00000007");
  }

  /** The code of one GPU's reading, and what it makes of the node. */
  @ParameterizedTest
  @CsvSource({
    "15, Wrong, GpuLost, restart the machine",
    "16, Wrong, ResetRequired, nvidia-smi --gpu-reset",
    "8, Wrong, NoPower, power cables",
    "4, Late, NoPermission, /dev/nvidia*",
    "10, Late, DriverTimeout, dmesg",
    "27, Late, DriverNotReady, wait",
    "999, Late, DriverError, NVRM",
    "4711, Late, DriverError, NVRM",
  })
  void aGpuThatDoesNotAnswerIsJudgedByItsCode(int code, String kind, String word, String remedy) {
    ProbeResult result = judge("fall: 1", faulty(1, code, well(0)));
    assertThat(result.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(result.reason()).isEqualTo(word);
    assertThat(result.message()).startsWith("GPU 1 does not answer: ").contains(remedy);
  }

  @Test
  void anotherOnesBrokenGpuClosesNothingOfOurs() {
    assertThat(judge("devices: [0]", faulty(1, 15, well(0)))).isInstanceOf(Good.class);
    assertThat(judge("devices: [" + uuid(0) + "]", faulty(1, 15, well(0))))
        .isInstanceOf(Good.class);
    assertThat(judge("devices: [1]", faulty(1, 15, well(0)))).isInstanceOf(Wrong.class);
  }

  @Test
  void whatIsProvenWrongIsToldBeforeWhatIsNotKnown() {
    var hot = Gpus.with(well(0), h -> h.celsius(99));
    var broken = Gpus.with(well(1), h -> h.recovery(RecoveryAction.GPU_RESET));
    assertThat(judge("expected: 2", snapshot(hot, broken)).reason()).isEqualTo("ResetRequired");
  }

  @ParameterizedTest
  @EnumSource(RecoveryAction.class)
  void theDriversOwnWordDecides(RecoveryAction action) {
    Class<? extends ProbeResult> expected =
        switch (action) {
          case NONE, NOT_SAID, DRAIN_AND_RESET -> Good.class;
          case GPU_RESET, NODE_REBOOT, DRAIN_P2P -> Wrong.class;
        };
    ProbeResult result = judge(h -> h.recovery(action));
    assertThat(result).isInstanceOf(expected);
    assertThat(result.message().contains("reduced; reset it when drained"))
        .isEqualTo(action == RecoveryAction.DRAIN_AND_RESET);
  }

  @Test
  void memoryErrorsAreRepairedByAGpuThatRemapsRowsAndStayInOneThatDoesNot() {
    assertThat(judge(h -> h.errors(2)).message()).endsWith("GPU 0: uncorrectable memory errors");
    ProbeResult older = judge(h -> h.errors(2).rows(Optional.empty()));
    assertThat(older).isInstanceOf(Wrong.class);
    assertThat(older.message()).contains("it has 2 uncorrectable memory errors; stop what uses");
  }

  @Test
  void aPendingRemapIsAWarningAndAFailedOneWrong() {
    assertThat(judge(h -> h.rows(Optional.of(new Gpu.RowRemap(true, false)))).message())
        .endsWith("warning: GPU 0: rows wait for a reset");
    assertThat(judge(h -> h.rows(Optional.of(new Gpu.RowRemap(false, true)))).reason())
        .isEqualTo("RowRemapFailed");
  }

  @Test
  void heatIsLateAboveTheGpusOwnLimitOrTheConfiguredOne() {
    assertThat(judge(h -> h.celsius(88))).isInstanceOf(Late.class);
    assertThat(judge(h -> h.celsius(88)).message()).contains("has 88 °C, 1 above its limit");
    assertThat(judge(h -> h.celsius(87)).message()).endsWith("warning: GPU 0: nearly too hot");
    assertThat(judge(h -> h.celsius(82)).message()).doesNotContain("warning");
    var warm = snapshot(Gpus.with(well(0), h -> h.celsius(61)));
    assertThat(judge("max-temperature: 60", warm)).isInstanceOf(Late.class);
  }

  @Test
  void aLimitThatNobodyKnowsIsNoLimit() {
    assertThat(judge(h -> h.celsius(120).limit(OptionalInt.empty()))).isInstanceOf(Good.class);
  }

  @Test
  void aNarrowLinkIsAWarningAndASlowOneOfAnIdleGpuIsNot() {
    assertThat(judge(h -> h.link(8, 16)).message()).endsWith("warning: GPU 0: PCIe x8 of x16");
    assertThat(judge(h -> h.link(16, 16)).message()).doesNotContain("warning");
  }

  @Test
  void onlyTroubleThatHoldsTheClocksDownIsWarnedOf() {
    assertThat(judge(h -> h.clocks(0x117)).message()).doesNotContain("warning");
    assertThat(judge(h -> h.clocks(0xe9)).message())
        .endsWith("[hardware slowdown, thermal slowdown, hardware thermal slowdown, power brake]");
  }

  /** A time-out proves nothing, however the GPU is counted, named or remembered. */
  @ParameterizedTest
  @ValueSource(strings = {"expected: 2", "devices: [0, 1]", "devices: [GPU-00000001]", "fall: 1"})
  void aGpuThatIsListedAndSilentIsNotKnownAndNotGone(String keys) {
    ProbeResult result = judge(keys, faulty(1, 10, well(0)), uuid(1));
    assertThat(result).isInstanceOf(Late.class);
    assertThat(result.reason()).isEqualTo("DriverTimeout");
  }

  @Test
  void theOnlyGpuBeingSilentIsNotKnownEither() {
    assertThat(judge("fall: 1", faulty(0, 10)).reason()).isEqualTo("DriverTimeout");
    var nothing = Map.of("CUDA_VISIBLE_DEVICES", "");
    assertThat(judge("fall: 1", nothing, faulty(0, 10)).reason()).isEqualTo("NoGpu");
  }

  @Test
  void oneSilentGpuDoesNotHideThatAnotherIsGone() {
    ProbeResult result = judge("fall: 1", faulty(1, 10, well(0)), uuid(0), uuid(1), uuid(2));
    assertThat(result.reason()).isEqualTo("GpuVanished");
  }
}
