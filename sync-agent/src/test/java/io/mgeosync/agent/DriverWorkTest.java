package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import io.mgeosync.probe.gpu.GpuActivity;
import io.mgeosync.probe.gpu.GpuException;
import io.mgeosync.probe.gpu.GpuProcess;
import io.mgeosync.probe.gpu.GpuProcesses;
import io.mgeosync.probe.gpu.GpuUse;
import io.mgeosync.probe.gpu.Gpus;
import io.mgeosync.probe.smoke.GpuWork;
import io.mgeosync.probe.smoke.GpuWork.Activity;
import io.mgeosync.probe.smoke.GpuWork.ComputeProcess;
import io.mgeosync.probe.smoke.GpuWork.Seen;
import io.mgeosync.probe.smoke.GpuWork.Unit;
import io.mgeosync.probe.smoke.GpuWork.Unmeasured;
import io.mgeosync.probe.smoke.GpuWork.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class DriverWorkTest {
  private static final OptionalLong UNKNOWN = OptionalLong.empty();

  private final SettableClock wall = new SettableClock();
  private final SettableClock steady = new SettableClock();
  private final List<Instant> asked = new ArrayList<>();
  private Supplier<List<GpuUse>> uses = List::of;
  private Supplier<List<GpuActivity>> activity = List::of;

  private final GpuProcesses driver =
      new GpuProcesses() {
        @Override
        public List<GpuUse> look() {
          return uses.get();
        }

        @Override
        public Measurement begin() {
          return since -> {
            asked.add(since);
            return activity.get();
          };
        }
      };

  private final DriverWork work = new DriverWork(driver, wall, steady);

  private static GpuUse use(GpuProcess... processes) {
    return new GpuUse("GPU 0", Optional.of(List.of(processes)), Optional.empty());
  }

  private static GpuProcess process(int pid, OptionalLong used) {
    return new GpuProcess(pid, used);
  }

  private static List<GpuUse> failUses() throws GpuException {
    throw Gpus.error(9);
  }

  private static List<GpuActivity> failActivity() throws GpuException {
    throw Gpus.error(9);
  }

  @Test
  void aProcessOnSeveralGpusIsOneAndItsMemoryIsTheSumOfWhatIsSaid() {
    uses =
        () ->
            List.of(
                use(process(7, OptionalLong.of(100)), process(9, UNKNOWN)),
                use(
                    process(7, OptionalLong.of(20)),
                    process(8, UNKNOWN),
                    process(9, OptionalLong.of(5))),
                use(process(7, UNKNOWN)));
    assertThat(work.look())
        .isEqualTo(
            new Seen(
                List.of(
                    new ComputeProcess(7, OptionalLong.of(120)),
                    new ComputeProcess(8, UNKNOWN),
                    new ComputeProcess(9, OptionalLong.of(5))),
                List.of()));
  }

  @Test
  void aGpuThatDoesNotSayWhoComputesThereIsNamedAndNotTakenForEmpty() {
    uses =
        () ->
            List.of(
                new GpuUse("GPU 0", Optional.empty(), Optional.empty()),
                new GpuUse("GPU 1", Optional.empty(), Optional.of("it is lost")));
    assertThat(work.look())
        .isEqualTo(
            new Seen(
                List.of(), List.of("GPU 0 does not say who computes on it", "GPU 1: it is lost")));
  }

  @Test
  void aDriverThatDoesNotAnswerIsUnseenWithItsReason() {
    uses = DriverWorkTest::failUses;
    activity = DriverWorkTest::failActivity;
    assertThat(work.look())
        .isInstanceOfSatisfying(
            Unseen.class, unseen -> assertThat(unseen.why()).contains("modprobe nvidia"));
    assertThat(work.begin().end())
        .isInstanceOfSatisfying(
            Unmeasured.class, no -> assertThat(no.why()).contains("modprobe nvidia"));
  }

  @Test
  void theDriverIsAskedInWallTimeThoughTheSmokeKeepsAClockThatNeverJumps() {
    activity =
        () ->
            List.of(
                new GpuActivity(
                    List.of(process(7, UNKNOWN)),
                    OptionalDouble.of(0.2),
                    Optional.of(Map.of(7, 12)),
                    false));
    Instant then = wall.instant();
    GpuWork.Measurement begun = work.begin();
    wall.advance(Duration.ofMillis(800));
    steady.advance(Duration.ofMillis(800));
    assertThat(begun.end())
        .isEqualTo(
            new Activity(
                List.of(
                    new Unit(
                        Set.of(7L),
                        false,
                        OptionalDouble.of(0.2),
                        Optional.of(Map.of(7L, 12)),
                        false))));
    assertThat(asked).containsExactly(then);
  }

  /** The driver's samples bear the wall clock's time: none since then may mean that it was set. */
  @Test
  void aClockThatIsSetMeanwhileProvesNothing() {
    for (Duration step : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
      GpuWork.Measurement begun = work.begin();
      wall.advance(step);
      steady.advance(Duration.ofMillis(800));
      assertThat(begun.end()).isEqualTo(new Unmeasured("the machine's clock was set meanwhile"));
    }
  }
}
