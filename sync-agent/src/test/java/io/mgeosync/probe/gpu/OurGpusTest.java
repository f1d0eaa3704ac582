package io.mgeosync.probe.gpu;

import static io.mgeosync.probe.gpu.Gpus.uuid;
import static io.mgeosync.probe.gpu.Gpus.well;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The devices that CUDA and the container runtime would give to a process of this environment. */
final class OurGpusTest {
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
    assertThat(ours(OurGpus.of(List.of(), Map.of("CUDA_VISIBLE_DEVICES", value))))
        .hasToString(indices);
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
    assertThat(ours(OurGpus.of(List.of(), Map.of("NVIDIA_VISIBLE_DEVICES", value))))
        .hasToString(indices);
  }

  @Test
  void withoutAnyWordAllAreOursAndTheConfigurationWinsOverTheEnvironment() {
    assertThat(ours(OurGpus.of(List.of(), Map.of()))).containsExactly(0, 1, 2, 3);
    var environment = Map.of("CUDA_VISIBLE_DEVICES", "0", "NVIDIA_VISIBLE_DEVICES", "none");
    assertThat(ours(OurGpus.of(List.of("2"), environment))).containsExactly(2);
  }

  @Test
  void aMigDeviceIsPartOfItsGpuAndComputesByItself() {
    Gpu split = Gpus.mig(well(0), "MIG-aaaa", "MIG-bbbb");
    List<Gpu> gpus = List.of(split, well(1));
    assertThat(new OurGpus(false, List.of("MIG-bbbb")).among(gpus)).containsExactly(split);
    assertThat(new OurGpus(false, List.of("MIG-bbbb")).units(gpus)).containsExactly("MIG-bbbb");
    assertThat(new OurGpus(false, List.of("0")).units(gpus))
        .containsExactly("MIG-aaaa", "MIG-bbbb");
    assertThat(new OurGpus(true, List.of()).units(gpus))
        .containsExactly("MIG-aaaa", "MIG-bbbb", uuid(1));
    assertThat(new OurGpus(false, List.of("MIG-cccc")).missing(gpus)).containsExactly("MIG-cccc");
  }

  @Test
  void anOlderDriversNameOfAMigDeviceNamesItsGpu() {
    String name = "MIG-" + uuid(1) + "/1/0";
    assertThat(new OurGpus(false, List.of(name)).missing(FOUR)).isEmpty();
    assertThat(ours(new OurGpus(false, List.of(name)))).containsExactly(1);
  }
}
