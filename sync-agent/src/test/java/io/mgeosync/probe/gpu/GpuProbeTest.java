package io.mgeosync.probe.gpu;

import static io.mgeosync.probe.gpu.Gpus.pci;
import static io.mgeosync.probe.gpu.Gpus.running;
import static io.mgeosync.probe.gpu.Gpus.settings;
import static io.mgeosync.probe.gpu.Gpus.snapshot;
import static io.mgeosync.probe.gpu.Gpus.uuid;
import static io.mgeosync.probe.gpu.Gpus.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeResult.Good;
import io.mgeosync.probe.ProbeResult.Wrong;
import io.mgeosync.probe.gpu.nvidia.CudaException;
import io.mgeosync.probe.gpu.nvidia.Nvidia;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole probe, from the driver to its result. */
@Timeout(30)
final class GpuProbeTest {
  private final List<Xid> kernel = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private int ours = 31_000;
  private GpuSnapshot now = snapshot(well(0), well(1));

  private GpuProbe probe(String keys, ComputeCheck check) {
    GpuSettings settings = settings(keys);
    var rounds =
        new ComputeRounds(check, Duration.ofMinutes(1), Duration.ofSeconds(3), () -> Instant.EPOCH);
    return new GpuProbe(
        settings,
        OurGpus.of(settings.devices(), new Nvidia().visible(Map.of())),
        () -> now,
        this::takeKernel,
        new XidMemory(settings.xid(), pid -> pid == ours, (xid, hit) -> heard.add(xid + " " + hit)),
        settings.computeCheck() ? rounds : null);
  }

  private List<Xid> takeKernel() {
    List<Xid> taken = List.copyOf(kernel);
    kernel.clear();
    return taken;
  }

  private static Optional<Duration> computes(String uuid) {
    return Optional.of(Duration.ofMillis(uuid.length()));
  }

  private static Optional<Duration> cannotCompute(String uuid) {
    throw new CudaException(uuid, "cuCtxSynchronize", 719, "CUDA_ERROR_LAUNCH_FAILED");
  }

  @Test
  void aGpuThatEnumeratesAndCannotComputeIsProvenWrong() {
    ProbeResult result = probe("expected: 2", GpuProbeTest::cannotCompute).look();
    assertThat(result).isInstanceOf(Wrong.class);
    assertThat(result.message()).contains("cuCtxSynchronize: CUDA_ERROR_LAUNCH_FAILED (719)");
    assertThat(probe("compute-check: false", GpuProbeTest::cannotCompute).look())
        .isInstanceOf(Good.class);
  }

  @Test
  void aGpuThatGoesAwayBetweenTwoLooksIsNamedUntilItIsBack() {
    GpuProbe probe = probe("fall: 3", GpuProbeTest::computes);
    assertThat(probe.look()).isInstanceOf(Good.class);
    now = snapshot(well(0));
    assertThat(probe.look().message()).startsWith("the driver no longer shows " + uuid(1));
    assertThat(probe.look()).isInstanceOf(Wrong.class);
    now = snapshot(well(0), well(1));
    assertThat(probe.look()).isInstanceOf(Good.class);
  }

  @Test
  void xidsOfBothSourcesCloseAndAreOverWhenTheirCauseIs() {
    GpuProbe probe = probe("fall: 3", GpuProbeTest::computes);
    now = Gpus.reporting(snapshot(well(0)), new Xid(95, pci(0), OptionalInt.empty()));
    assertThat(probe.look().reason()).isEqualTo("XidResetGpu");
    now = snapshot(well(0));
    assertThat(probe.look()).isInstanceOf(Good.class);

    now = snapshot(running(well(0), 31_000));
    kernel.add(new Xid(31, pci(0), OptionalInt.of(31_000)));
    assertThat(probe.look().message())
        .isEqualTo(
            "the driver reported Xid 31 for process 31000 on 0000:10:00; restart that process");
    now = snapshot(running(well(0), 32_000));
    assertThat(probe.look()).isInstanceOf(Good.class);
  }

  /** A neighbour may crash as often as it likes. */
  @Test
  void anXidThatHitAnotherOnesProcessIsAWarningWithItsName() {
    GpuProbe probe = probe("fall: 1", GpuProbeTest::computes);
    for (int pid = 500; pid < 520; pid++) {
      now = snapshot(running(well(0), 31_000, pid));
      kernel.add(new Xid(31, pci(0), OptionalInt.of(pid), "batch"));
      assertThat(probe.look())
          .isInstanceOfSatisfying(
              Good.class,
              good ->
                  assertThat(good.message())
                      .contains("(batch) on 0000:10:00, which is not the service's"));
    }
    assertThat(heard)
        .hasSize(20)
        .first()
        .isEqualTo("Xid 31 of process 500 (batch) on 0000:10:00 false");
    now = snapshot(running(well(0), 31_000));
    assertThat(probe.look().message()).doesNotContain("warning");
  }

  /** What was the service's when it was hit stays so until it is gone. */
  @Test
  void theServicesOwnStandsWhileItIsOnTheGpuThoughItCannotBeFoundAnyMore() {
    GpuProbe probe = probe("fall: 1", GpuProbeTest::computes);
    now = snapshot(running(well(0), 31_000));
    kernel.add(new Xid(13, pci(0), OptionalInt.of(31_000)));
    assertThat(probe.look().reason()).isEqualTo("XidRestartApp");
    ours = 0;
    assertThat(probe.look().reason()).isEqualTo("XidRestartApp");
    now = snapshot(well(0));
    assertThat(probe.look()).isInstanceOf(Good.class);
  }

  /** Where the driver does not list processes, the service's own still counts. */
  @Test
  void aDriverThatListsNobodyDoesNotHideTheServicesOwn() {
    GpuProbe probe = probe("fall: 1", GpuProbeTest::computes);
    Gpu silent =
        new Gpu(
            well(0).id(),
            well(0).health(),
            new Gpu.Load(Optional.empty(), Optional.empty()),
            List.of());
    now = snapshot(silent);
    kernel.add(new Xid(31, pci(0), OptionalInt.of(31_000)));
    kernel.add(new Xid(31, pci(0), OptionalInt.of(7)));
    assertThat(probe.look().message()).contains("for process 31000");
    ours = 0;
    assertThat(probe.look()).isInstanceOf(Good.class);
  }

  @Test
  void anXidOfAnotherOnesGpuClosesNothing() {
    kernel.add(new Xid(79, pci(1), OptionalInt.empty()));
    assertThat(probe("devices: [0]", GpuProbeTest::computes).look()).isInstanceOf(Good.class);
  }

  @Test
  void anXidThatNamesNobodyOrThatNobodyKnowsIsAWarning() {
    kernel.add(new Xid(13, pci(0), OptionalInt.empty()));
    kernel.add(new Xid(5555, pci(1), OptionalInt.empty()));
    assertThat(probe("expected: 2", GpuProbeTest::computes).look().message())
        .contains("warning: Xid 13 on 0000:10:00; Xid 5555 on 0000:11:00, of unknown meaning");
  }

  @Test
  void theTableOfTheConfigurationDecides() {
    GpuProbe probe = probe("xid: {ignore: [79], restart-machine: [43]}", GpuProbeTest::computes);
    kernel.add(new Xid(79, pci(0), OptionalInt.empty()));
    assertThat(probe.look()).isInstanceOf(Good.class);
    kernel.add(new Xid(43, pci(0), OptionalInt.empty()));
    assertThat(probe.look().reason()).isEqualTo("XidRestartMachine");
  }

  /** No machine has so many GPUs; one without any driver yields a result, not an exception. */
  @Test
  void thisMachineIsJudgedWhateverItHas() {
    var probe =
        GpuProbe.of(
            new Nvidia(),
            settings("expected: 999"),
            Map.of(),
            XidVictims.NOT_OURS,
            XidListener.NONE,
            Clock.systemUTC());
    assertThat(probe.look()).isNotInstanceOf(Good.class);
  }
}
