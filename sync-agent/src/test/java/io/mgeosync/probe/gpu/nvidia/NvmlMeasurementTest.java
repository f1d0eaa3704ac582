package io.mgeosync.probe.gpu.nvidia;

import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.at;
import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.writeInt;
import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.writeLong;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.probe.gpu.GpuActivity;
import io.mgeosync.probe.gpu.GpuProcess;
import io.mgeosync.probe.gpu.GpuProcesses;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GPM and the samples of processes, against functions that are called through the real linker. */
final class NvmlMeasurementTest {
  private static final Instant SINCE = Instant.ofEpochSecond(1_700_000_000);
  private static final long SAMPLES = 0x9000;

  private final FakeNvml fake = new FakeNvml(1);
  private final Nvml nvml = new Nvml(fake.functions::library);
  private final List<String> sampled = new ArrayList<>();
  private long next = SAMPLES;
  private int supported = 1;
  private int metricCode;
  private double share = 0.171;

  NvmlMeasurementTest() {
    fake.functions
        .on("nvmlGpmQueryDeviceSupport", "pp", a -> support(a[1]))
        .on("nvmlGpmSampleAlloc", "p", a -> writeLong(a[0], next++))
        .on("nvmlGpmSampleGet", "pp", a -> sample("whole", a[1]))
        .on("nvmlGpmMigSampleGet", "pip", a -> sample("instance " + a[1], a[2]))
        .on("nvmlGpmSampleFree", "p", a -> sample("free", a[0]))
        .on("nvmlGpmMetricsGet", "p", a -> metrics(a[0]))
        .on("nvmlDeviceGetProcessUtilization", "pppl", a -> 6);
  }

  @AfterEach
  void theLibraryWasCalledAsItsHeaderSays() {
    assertThat(fake.functions.failures).isEmpty();
  }

  private int support(Object out) {
    MemorySegment support = at(out, 8);
    if (support.get(JAVA_INT, 0) != 1) {
      return 25;
    }
    support.set(JAVA_INT, 4, supported);
    return 0;
  }

  private int sample(String what, Object sample) {
    sampled.add(what + " " + (((MemorySegment) sample).address() - SAMPLES));
    return 0;
  }

  /** Version, number of metrics, the two samples, and from 24 on the metrics. */
  private int metrics(Object out) {
    MemorySegment get = at(out, 24 + 40);
    if (get.get(JAVA_INT, 0) != 1 || get.get(JAVA_INT, 4) != 1) {
      return 25;
    }
    sampled.add(
        "metric %d of %d and %d"
            .formatted(
                get.get(JAVA_INT, 24),
                get.get(JAVA_LONG, 8) - SAMPLES,
                get.get(JAVA_LONG, 16) - SAMPLES));
    get.set(JAVA_INT, 28, metricCode);
    get.set(JAVA_DOUBLE, 32, share);
    return 0;
  }

  private GpuActivity measured() {
    return nvml.measure().end(SINCE).getFirst();
  }

  @Test
  void twoSamplesOfTheCountersTellTheShareAndAreFreed() {
    GpuActivity activity = measured();
    assertThat(activity.share()).hasValue(0.171);
    assertThat(activity.unsure()).isFalse();
    assertThat(activity.byProcess()).contains(Map.of());
    assertThat(activity.processes()).extracting(GpuProcess::pid).containsExactly(1234, 99);
    assertThat(sampled)
        .containsExactly("whole 0", "whole 1", "metric 2 of 0 and 1", "free 1", "free 0");
  }

  @Test
  void aGpuWithoutCountersHasOnlyTheDriversSamples() {
    supported = 0;
    fake.functions.on("nvmlDeviceGetProcessUtilization", "pppl", this::processes);
    GpuActivity activity = measured();
    assertThat(activity.share()).isEmpty();
    assertThat(activity.unsure()).isFalse();
    assertThat(activity.byProcess()).contains(Map.of(1234, 23, 77, 4));
    assertThat(sampled).isEmpty();
  }

  private int processes(Object... a) {
    if ((Long) a[3] != SINCE.getEpochSecond() * 1_000_000) {
      return 2;
    }
    MemorySegment samples = at(a[1], 3 * 32);
    int[][] found = {{1234, 12}, {1234, 23}, {77, 4}};
    for (int i = 0; i < found.length; i++) {
      samples.set(JAVA_INT, i * 32L, found[i][0]);
      samples.set(JAVA_INT, i * 32L + 16, found[i][1]);
    }
    return writeInt(a[2], found.length);
  }

  /** Counters that cannot be read are not the same as none. */
  @ParameterizedTest
  @ValueSource(strings = {"nvmlGpmSampleGet", "nvmlGpmSampleAlloc", "nvmlGpmMetricsGet"})
  void countersThatFailProveNothingAndAreToldSo(String call) {
    fake.functions.on(call, call.equals("nvmlGpmSampleGet") ? "pp" : "p", a -> 999);
    GpuActivity activity = measured();
    assertThat(activity.share()).isEmpty();
    assertThat(activity.unsure()).isTrue();
  }

  @Test
  void aMetricHasACodeOfItsOwn() {
    metricCode = 3;
    assertThat(measured().unsure()).isFalse();
    metricCode = 999;
    assertThat(measured().unsure()).isTrue();
    metricCode = 0;
    share = Double.NaN;
    assertThat(measured().share()).isEmpty();
  }

  @Test
  void samplesOfProcessesThatFailAreAFault() {
    fake.functions.on("nvmlDeviceGetProcessUtilization", "pppl", a -> 15);
    assertThatThrownBy(this::measured).isInstanceOf(NvmlException.class);
    assertThat(fake.functions.called).contains("nvmlShutdown");
    assertThat(sampled).as("freed all the same").contains("free 0");
  }

  @Test
  void inMigModeEachInstanceHasItsCountersAndNoSamplesOfProcesses() {
    fake.functions
        .on("nvmlDeviceGetMigMode", "ppp", a -> writeInt(a[1], 1))
        .on("nvmlDeviceGetMaxMigDeviceCount", "pp", a -> writeInt(a[1], 0))
        .on("nvmlDeviceGetComputeRunningProcesses_v3", "ppp", NvmlMeasurementTest::onInstances);
    List<GpuActivity> units = nvml.measure().end(SINCE);
    assertThat(units).hasSize(2);
    assertThat(units.getFirst().processes())
        .containsExactly(new GpuProcess(7, OptionalLong.of(0), OptionalInt.of(3), false));
    assertThat(units.getFirst().byProcess()).isEmpty();
    assertThat(sampled).contains("instance 3 0", "instance 5 1");
    assertThat(fake.functions.called).doesNotContain("nvmlDeviceGetProcessUtilization");
  }

  private static int onInstances(Object... a) {
    MemorySegment table = at(a[2], 48);
    table.set(JAVA_INT, 0, 7);
    table.set(JAVA_INT, 16, 3);
    table.set(JAVA_INT, 24, 8);
    table.set(JAVA_INT, 24 + 16, 5);
    return writeInt(a[1], 2);
  }

  @Test
  void theAgentsOwnComputeCheckIsNotTakenForTheServicesWork() {
    GpuProcesses.Measurement begun = nvml.measure();
    OwnWork.OF_THIS_PROCESS.begin();
    OwnWork.OF_THIS_PROCESS.end();
    GpuActivity activity = begun.end(SINCE).getFirst();
    assertThat(activity.share()).isEmpty();
    assertThat(activity.unsure()).isTrue();
    OwnWork.OF_THIS_PROCESS.begin();
    GpuProcesses.Measurement during = nvml.measure();
    OwnWork.OF_THIS_PROCESS.end();
    assertThat(during.end(SINCE).getFirst().unsure()).isTrue();
  }

  @Test
  void whatWasBegunBeforeTheDriverWasOpenedAnewIsOfNoUse() {
    var code = new AtomicInteger();
    fake.functions.on(
        "nvmlDeviceGetComputeRunningProcesses_v3", "ppp", a -> code.get() + writeInt(a[1], 1));
    GpuProcesses.Measurement begun = nvml.measure();
    code.set(999);
    nvml.uses();
    assertThatThrownBy(() -> begun.end(SINCE)).isInstanceOf(NvmlException.class);
  }
}
