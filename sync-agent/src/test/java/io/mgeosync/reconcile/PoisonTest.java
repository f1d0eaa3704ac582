package io.mgeosync.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import io.mgeosync.reconcile.CycleReport.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that failed here is not tried again until an operator, or a new digest, says so. */
final class PoisonTest {
  @TempDir Path folder;
  private Rig rig;
  private Pin v1;
  private Pin v2;
  private final AtomicInteger reloads = new AtomicInteger();

  @BeforeEach
  void rollBackOnce() throws IOException {
    rig = Rig.proving(folder);
    v1 = rig.serving("v1", 1);
    v2 = rig.publish("v2", 2);
    rig.service.nonsense.add("v2");
    rollOut(v2);
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.ROLLED_BACK);
    rig.reload =
        pin -> {
          reloads.incrementAndGet();
          rig.service.load();
        };
  }

  private void rollOut(Pin desired) {
    rig.channel.says(
        Optional.of(rig.clock.instant().plus(Duration.ofHours(1))),
        List.of(desired, v1),
        List.of());
  }

  private static void assertKept(Rig rig, Pin kept) {
    CycleReport report = rig.cycleAndLook();
    assertThat(report.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(report.sentence())
        .startsWith("kept " + kept + ": ")
        .contains("is not tried again: v2 answers nonsense; promote another version")
        .hasLineCount(1);
    assertThat(rig.activePin()).contains(kept);
    assertThat(rig.open()).isTrue();
  }

  @Test
  void theNextCyclesKeepTheOldOneAndSayWhyAlsoAfterARestart() {
    assertKept(rig, v1);
    assertKept(rig, v1);
    assertThat(rig.node.urgent()).isFalse();
    Rig again = rig.provingAgain();
    again.node.resume();
    assertThat(again.node.unproven()).isFalse();
    assertKept(again, v1);
    assertThat(reloads).hasValue(0);
  }

  @Test
  void aSyncWithoutTheAgentRespectsItToo() {
    Rig once = rig.restarted();
    once.channel.continues(rig.channel);
    once.service.load();
    once.node.resume();
    assertThat(once.cycleAndLook().outcome()).isEqualTo(Outcome.KEPT);
    assertThat(once.activePin()).contains(v1);
  }

  @Test
  void anOperatorMayHaveItTriedAgain() {
    rig.service.nonsense.clear();
    assertThat(rig.node.unpoison()).extracting(one -> one.pin()).containsExactly(v2);
    assertThat(rig.node.unpoison()).isEmpty();
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.SWITCHED);
    assertThat(rig.activePin()).contains(v2);
    assertThat(rig.open()).isTrue();
  }

  @Test
  void anotherDigestIsTriedAndTheBadOneStaysListed() throws IOException {
    Pin v3 = rig.publish("v3", 3);
    rollOut(v3);
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.SWITCHED);
    rollOut(v2);
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.KEPT);
    assertThat(rig.activePin()).contains(v3);
  }

  @Test
  void whatIsKeptIsStillRepaired() {
    Damage.flip(rig.activeFile("weights.bin"));
    rig.watch.look();
    assertThat(rig.closedBy()).contains("Verified/Corrupt");
    assertThat(rig.node.urgent()).isTrue();
    CycleReport report = rig.cycleAndLook();
    assertThat(report.outcome()).isEqualTo(Outcome.REPAIRED);
    assertThat(report.problem()).get().isInstanceOf(PoisonedException.class);
    assertThat(rig.activePin()).contains(v1);
    assertThat(rig.open()).isTrue();
  }

  @Test
  void aTornLineCostsOneMoreTrialAndNoOther() throws IOException {
    Pin v3 = rig.publish("v3", 3);
    rig.service.nonsense.add("v3");
    rollOut(v3);
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.ROLLED_BACK);
    String whole = Files.readString(rig.layout.poison());
    Files.writeString(rig.layout.poison(), whole.substring(0, whole.length() - 20));
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.KEPT);
    rollOut(v2);
    assertThat(rig.cycleAndLook().outcome()).isEqualTo(Outcome.KEPT);
    assertThat(rig.open()).isTrue();
  }

  @Test
  void garbageInTheListStopsNothing() throws IOException {
    for (String garbage :
        List.of("null\n", "[]\n", "{\"digest\":\"md5:00\"}\n", "\0\0\0", "\n\n")) {
      Files.write(rig.layout.poison(), garbage.getBytes(UTF_8), StandardOpenOption.APPEND);
    }
    assertKept(rig, v1);
  }

  @Test
  void anActivationThatDiedGivesWayWhenTheChannelGoesBackToWhatFailed() throws IOException {
    Pin v3 = rig.publish("v3", 3);
    rig.pause =
        time -> {
          throw new InterruptedException("stop");
        };
    rollOut(v3);
    rig.cycleAndLook();
    assertThat(Thread.interrupted()).isTrue();
    Rig again = rig.provingAgain();
    again.node.resume();
    again.channel.says(
        Optional.of(rig.clock.instant().plus(Duration.ofHours(1))), List.of(v2, v1), List.of());
    CycleReport report = again.cycleAndLook();
    assertThat(report.sentence())
        .startsWith("switched from %s, which was not proven yet to %s; but".formatted(v3, v1));
    assertThat(again.activePin()).contains(v1);
    assertThat(again.open()).isTrue();
  }
}
