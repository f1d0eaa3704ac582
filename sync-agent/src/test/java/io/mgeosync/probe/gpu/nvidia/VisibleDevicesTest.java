package io.mgeosync.probe.gpu.nvidia;

import static io.mgeosync.probe.gpu.Gpus.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.gpu.Gpu;
import io.mgeosync.probe.gpu.OurGpus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The devices that CUDA and the container runtime would give to a process of this environment. */
final class VisibleDevicesTest {
  private static final List<Gpu> FOUR = List.of(well(0), well(1), well(2), well(3));

  private static List<Integer> ours(OurGpus ours) {
    return ours.among(FOUR).stream().map(gpu -> gpu.id().index()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1 | [0, 1]",
        "3 , 1 | [1, 3]",
        "'' | []",
        "-1 | []",
        "2,-1,3 | [2]",
        "1,nonsense,2 | [1]",
        "GPU-00000002 | [2]",
        "gpu-00000002 | []",
        "GPU-00000002-0000-0000-0000-000000000000,0 | [0, 2]",
        "9 | []",
      })
  void cudaVisibleDevicesIsReadAsCudaReadsIt(String value, String indices) {
    assertThat(ours(VisibleDevices.of(Map.of("CUDA_VISIBLE_DEVICES", value)))).hasToString(indices);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all | [0, 1, 2, 3]",
        "void | [0, 1, 2, 3]",
        "none | []",
        "0,1 | [0, 1, 2, 3]",
        "GPU-00000001 | [1]",
      })
  void whatTheContainerRuntimeWasToldCountsWhenCudaWasToldNothing(String value, String indices) {
    assertThat(ours(VisibleDevices.of(Map.of("NVIDIA_VISIBLE_DEVICES", value))))
        .hasToString(indices);
  }

  @Test
  void withoutAnyWordAllAreOursAndTheConfigurationWinsOverTheEnvironment() {
    assertThat(ours(VisibleDevices.of(Map.of()))).containsExactly(0, 1, 2, 3);
    var environment = Map.of("CUDA_VISIBLE_DEVICES", "0", "NVIDIA_VISIBLE_DEVICES", "none");
    assertThat(ours(OurGpus.of(List.of("2"), VisibleDevices.of(environment)))).containsExactly(2);
  }
}
