package io.mgeosync.probe.gpu;

import static io.mgeosync.probe.gpu.Gpus.uuid;
import static io.mgeosync.probe.gpu.Gpus.well;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of devices, as CUDA and the driver write them. */
final class OurGpusTest {
  private static final List<Gpu> FOUR = List.of(well(0), well(1), well(2), well(3));

  private static List<Integer> ours(OurGpus ours) {
    return ours.among(FOUR).stream().map(gpu -> gpu.id().index()).toList();
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
