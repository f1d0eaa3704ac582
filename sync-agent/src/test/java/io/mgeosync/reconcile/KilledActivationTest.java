package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.activate.PoisonList;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.verify.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The agent dies at every hook and at every pause of an activation, one after the other; whatever
 * was in memory is gone. The deaths within a switch are in ActivationCrashTest.
 */
final class KilledActivationTest {
  private static final int ENOUGH = 40;

  @TempDir Path folder;
  private int step;

  private static final class Killed extends Error {}

  @ParameterizedTest
  @CsvSource({"good, good", "wrong, good", "wrong, wrong"})
  void theNextStartEndsWhereAnUndisturbedActivationEnds(String next, String before)
      throws IOException {
    Ending undisturbed = run(folder.resolve("undisturbed"), next, before, ENOUGH);
    assertThat(undisturbed.steps).isBetween(3, ENOUGH - 1);
    for (int deadly = 0; deadly < undisturbed.steps; deadly++) {
      Ending ending = run(folder.resolve("killed-" + deadly), next, before, deadly);
      assertThat(ending).as("killed at %d", deadly).isEqualTo(undisturbed.after(deadly));
    }
  }

  /** How it all ended. */
  private record Ending(int steps, String active, boolean open, boolean poisoned) {
    Ending after(int otherSteps) {
      return new Ending(otherSteps, active, open, poisoned);
    }
  }

  private Ending run(Path at, String next, String before, int deadly) throws IOException {
    Rig rig = Rig.proving(at);
    Site site = new Site(rig, rig.serving("v1", 1), rig.publish("v2", 2));
    answer(rig, "v2", next);
    answer(rig, "v1", before);
    Instant end = rig.clock.instant().plus(Duration.ofHours(1));
    rig.channel.says(Optional.of(end), List.of(site.v2, site.v1), List.of());
    step = 0;
    killAt(rig, deadly);
    try {
      rig.cycleAndLook();
      return site.ending(step);
    } catch (Killed e) {
      site.assertCurrentIsWhole();
      return site.startedAgain().ending(step);
    }
  }

  private static void answer(Rig rig, String version, String how) {
    if (how.equals("wrong")) {
      rig.service.nonsense.add(version);
    }
  }

  private void killAt(Rig rig, int deadly) {
    rig.reload =
        pin -> {
          dieAt(deadly);
          rig.service.load();
        };
    rig.pause =
        time -> {
          dieAt(deadly);
          rig.clock.advance(time);
        };
  }

  private void dieAt(int deadly) {
    if (step == deadly) {
      throw new Killed();
    }
    step++;
  }

  /** A node with the old version and the new one. */
  private record Site(Rig rig, Pin v1, Pin v2) {

    /** Every death comes before the commit: no look alone may open the gate on the new one. */
    Site startedAgain() {
      Rig again = rig.provingAgain();
      again.node.resume();
      again.watch.look();
      if (again.activePin().orElseThrow().equals(v2)) {
        assertThat(again.closedBy()).startsWith("Active/Proving");
      }
      again.cycleAndLook();
      assertThat(again.node.unproven()).isFalse();
      return new Site(again, v1, v2);
    }

    void assertCurrentIsWhole() {
      ReleaseName current = rig.service.current().orElseThrow();
      Pin pin = current.sameIdentity(ReleaseName.of(v1.version(), v1.digest())) ? v1 : v2;
      assertThat(new Verifier(rig.clock).verify(rig.layout.release(current), current, pin))
          .isNotNull();
    }

    Ending ending(int steps) {
      assertCurrentIsWhole();
      rig.watch.look();
      return new Ending(
          steps,
          rig.activePin().orElseThrow().version().value(),
          rig.open(),
          new PoisonList(rig.layout).find(v2).isPresent());
    }
  }
}
