package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.gpu.GpuProcess;
import io.mgeosync.probe.gpu.GpuProcesses;
import io.mgeosync.probe.gpu.GpuUse;
import io.mgeosync.probe.gpu.Gpus;
import io.mgeosync.probe.smoke.GpuWork;
import io.mgeosync.probe.smoke.GpuWork.ComputeProcess;
import io.mgeosync.probe.smoke.GpuWork.Seen;
import io.mgeosync.probe.smoke.GpuWork.Unseen;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class DriverWorkTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final OptionalLong UNKNOWN = OptionalLong.empty();

  private static GpuWork.Look look(GpuProcesses driver) {
    return new DriverWork(driver, CLOCK, CLOCK).look(NOW);
  }

  private static GpuUse use(OptionalInt busiest, GpuProcess... processes) {
    return new GpuUse("GPU-1", busiest, List.of(processes));
  }

  private static GpuProcess process(int pid, OptionalLong used) {
    return new GpuProcess(pid, used);
  }

  @Test
  void aProcessOnSeveralGpusIsOneAndItsMemoryIsTheSumOfWhatIsSaid() {
    var first = use(OptionalInt.of(3), process(7, OptionalLong.of(100)), process(9, UNKNOWN));
    var second =
        use(
            OptionalInt.of(80),
            process(7, OptionalLong.of(20)),
            process(8, UNKNOWN),
            process(9, OptionalLong.of(5)));
    var third = use(OptionalInt.empty(), process(7, UNKNOWN));
    assertThat(look(_ -> List.of(first, second, third)))
        .isEqualTo(
            new Seen(
                List.of(
                    new ComputeProcess(7, OptionalLong.of(120)),
                    new ComputeProcess(8, UNKNOWN),
                    new ComputeProcess(9, OptionalLong.of(5))),
                OptionalInt.of(80)));
  }

  @Test
  void howBusyIsEmptyOnlyWhereNoGpuSays() {
    assertThat(look(_ -> List.of(use(OptionalInt.empty()))))
        .isEqualTo(new Seen(List.of(), OptionalInt.empty()));
    assertThat(look(_ -> List.of(use(OptionalInt.empty()), use(OptionalInt.of(0)))))
        .isEqualTo(new Seen(List.of(), OptionalInt.of(0)));
  }

  @Test
  void aDriverThatDoesNotAnswerIsUnseenWithItsReason() {
    GpuWork.Look look =
        look(
            _ -> {
              throw Gpus.error(9);
            });
    assertThat(look)
        .isInstanceOfSatisfying(
            Unseen.class, unseen -> assertThat(unseen.why()).contains("modprobe nvidia"));
  }

  @Test
  void theDriverIsAskedInWallTimeThoughTheSmokeKeepsAClockThatNeverJumps() {
    var asked = new ArrayList<Instant>();
    Clock steady = Clock.fixed(NOW.minusSeconds(3600), ZoneOffset.UTC);
    new DriverWork(
            since -> {
              asked.add(since);
              return List.of();
            },
            CLOCK,
            steady)
        .look(steady.instant().minusSeconds(2));
    assertThat(asked).containsExactly(NOW.minusSeconds(2));
  }
}
