package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import io.mgeosync.fetch.TestBundle;
import io.mgeosync.manifest.BundleSpec;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Requirements;
import io.mgeosync.probe.node.Environment;
import io.mgeosync.probe.node.GpuFacts;
import io.mgeosync.probe.node.RequirementsCheck;
import io.mgeosync.reconcile.CycleReport.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that asks for more than the node is does not become active, and is no bad bundle. */
final class NodeRequirementsTest {
  private static final GpuFacts.Gpu SMALL = gpu(16);
  private static final GpuFacts.Gpu LARGE = gpu(80);

  @TempDir Path folder;
  private Rig rig;
  private Pin v1;
  private Pin v2;
  private GpuFacts facts = () -> present(SMALL);

  private static GpuFacts.Gpu gpu(int gibibytes) {
    return new GpuFacts.Gpu("a GPU", OptionalLong.of((long) gibibytes << 30), Optional.empty());
  }

  private static GpuFacts.Answer present(GpuFacts.Gpu gpu) {
    return new GpuFacts.Present(Optional.empty(), List.of(gpu));
  }

  @BeforeEach
  void serveOneAndPublishOneThatAsks() throws IOException {
    rig = Rig.in(folder);
    rig.node.requiring(
        new RequirementsCheck(() -> facts.lookAtGpus(), new Environment(null, List.of())));
    v1 = rig.serving("v1", 1);
    var asks =
        new BundleSpec(
            Optional.of(
                new Requirements(
                    Optional.of(40L << 30),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())),
            List.of());
    TestBundle bundle =
        TestBundle.of(
            folder.resolve("source-v2"),
            "v2",
            Map.of("weights.bin", TestBundle.bytes(2, 60_000)),
            asks);
    bundle.publish(rig.memory);
    v2 = bundle.pin();
    rig.channel.says(
        Optional.of(rig.clock.instant().plusSeconds(3600)), List.of(v2, v1), List.of());
  }

  @Test
  void whatTheNodeIsNotFitForLeavesTheOldOneServingAndSaysWhy() {
    CycleReport report = rig.cycleAndLook();
    assertThat(report.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(report.sentence()).contains("v2", "40.0 GiB", "16.0 GiB");
    assertThat(report.problem().map(Refusal::kind)).contains(Refusal.Kind.MISMATCH);
    assertThat(rig.activePin()).contains(v1);
    assertThat(rig.open()).isTrue();
  }

  @Test
  void theNextCycleReadsNothingAgainUntilTheNodeIsFit() {
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.KEPT);
    int read = rig.reads.requests.get();
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.KEPT);
    assertThat(rig.reads.requests).hasValue(read);
    facts = () -> present(LARGE);
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.SWITCHED);
    assertThat(rig.activePin()).contains(v2);
  }

  @Test
  void aDriverThatCannotBeAskedIsNoReasonToWait() {
    facts =
        () -> {
          throw new IllegalStateException("the driver does not answer");
        };
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.SWITCHED);
    assertThat(rig.activePin()).contains(v2);
  }

  @Test
  void neitherIsOneThatNeverAnswers() {
    var never = new CountDownLatch(1);
    var hangs =
        new RequirementsCheck(
            () -> {
              never.await();
              return present(SMALL);
            },
            new Environment(null, List.of()));
    rig.node.requiring(new NodeRequirements(hangs, Duration.ofMillis(50)));
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.SWITCHED);
    never.countDown();
  }
}
