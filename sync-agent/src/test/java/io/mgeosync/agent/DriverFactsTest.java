package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.config.ConfigLoader;
import io.mgeosync.manifest.ComputeCapability;
import io.mgeosync.manifest.DriverVersion;
import io.mgeosync.probe.gpu.Gpu;
import io.mgeosync.probe.gpu.GpuException;
import io.mgeosync.probe.gpu.GpuSnapshot;
import io.mgeosync.probe.gpu.Gpus;
import io.mgeosync.probe.node.GpuFacts;
import io.mgeosync.probe.node.GpuFacts.Absent;
import io.mgeosync.probe.node.GpuFacts.Present;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class DriverFactsTest {
  private static final int TIMEOUT = 10;
  private static final int LOST = 15;

  private static GpuFacts.Answer facts(GpuSnapshot said) {
    return new DriverFacts(() -> said).lookAtGpus();
  }

  @Test
  void whatTheDriverSaysIsWhatABundleMayRequire() {
    assertThat(facts(Gpus.snapshot(Gpus.well(0))))
        .isEqualTo(
            new Present(
                Optional.of(new DriverVersion("570.86.15")),
                List.of(
                    new GpuFacts.Gpu(
                        "NVIDIA H100",
                        OptionalLong.of(80L << 30),
                        Optional.of(new ComputeCapability(9, 0))))));
  }

  @Test
  void whatIsNotSaidOrCannotBeReadIsNotKnown() {
    Gpu well = Gpus.well(0);
    var mute =
        new Gpu(
            new Gpu.Id(0, Gpus.well(0).id().uuid(), "", "", ""),
            well.health(),
            new Gpu.Load(Optional.empty(), Optional.empty()),
            List.of());
    assertThat(facts(new GpuSnapshot("R570 beta", "", List.of(mute), List.of(), List.of())))
        .isEqualTo(
            new Present(
                Optional.empty(),
                List.of(new GpuFacts.Gpu("", OptionalLong.empty(), Optional.empty()))));
  }

  @Test
  void aGpuThatIsProvenLostIsAbsentAndOneThatIsOnlyLateIsNotKnown() {
    assertThat(facts(Gpus.faulty(0, LOST)))
        .isInstanceOfSatisfying(
            Absent.class, absent -> assertThat(absent.why()).contains("restart the machine"));
    assertThatThrownBy(() -> facts(Gpus.faulty(0, TIMEOUT))).isInstanceOf(GpuException.class);
    assertThat(facts(Gpus.faulty(1, LOST, Gpus.well(0)))).isInstanceOf(Present.class);
  }

  @Test
  void aDriverAsAWholeIsJudgedInTheSameWay() {
    assertThat(failing(9).lookAtGpus()).isInstanceOf(Absent.class);
    assertThatThrownBy(failing(TIMEOUT)::lookAtGpus).isInstanceOf(GpuException.class);
  }

  private static DriverFacts failing(int code) {
    return new DriverFacts(
        () -> {
          throw Gpus.error(code);
        });
  }

  @Test
  void aNodeThatAsksNothingOfAGpuLoadsNoDriverForItsPeers() {
    assertThat(ofNode("")).isSameAs(GpuFacts.NOT_ASKED);
    assertThat(ofNode(", gpu: {}")).isInstanceOf(DriverFacts.class);
  }

  private static GpuFacts ofNode(String rest) {
    return DriverFacts.ofNode(
        ConfigLoader.parse(
            "agent.yaml",
            """
            store: {url: "file:///mnt/models"}
            bundles: [{name: a}, {name: b%s}]
            """
                .formatted(rest)));
  }
}
