package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.config.ConfigLoader;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.BundleState;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The condition is there if and only if the configuration asks for it. */
final class GpuProbesTest {

  private static BundleSettings bundle(String rest) {
    return ConfigLoader.parse(
            "agent.yaml",
            """
            store: {url: "file:///mnt/models"}
            bundles: [{name: mgeo-base%s}]
            """
                .formatted(rest))
        .bundles()
        .getFirst();
  }

  private static ServiceProbes probes(BundleSettings bundle) {
    AgentTools tools = Tools.with();
    var smokes = new SmokeProbes(tools, new NoGpus());
    return new ServiceProbes(
        bundle, tools, smokes, GpuProbesTest::neverAsked, (service, after) -> {});
  }

  private static BundleState neverAsked() {
    throw new AssertionError("what is required does not depend on the state");
  }

  @Test
  void aNodeThatOnlySyncsMayAskForItsGpusAndOneThatDoesNotAskNeedsNone() {
    assertThat(probes(bundle("")).required()).doesNotContain(ConditionType.GPU_USABLE);
    assertThat(probes(bundle(", gpu: {}")).required())
        .contains(ConditionType.GPU_USABLE)
        .doesNotContain(ConditionType.SERVED);
  }

  @Test
  void theProbeEndsWhateverTheMachineHas() {
    var watched =
        GpuProbes.of(bundle(", gpu: {expected: 999}"), Tools.with()).get(ConditionType.GPU_USABLE);
    assertThat(Objects.requireNonNull(watched).probe().look())
        .isNotInstanceOf(ProbeResult.Good.class);
  }
}
