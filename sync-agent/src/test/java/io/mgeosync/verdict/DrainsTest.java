package io.mgeosync.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mgeosync.gate.SettableClock;
import io.mgeosync.manifest.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DrainsTest {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();

  private Path file() {
    return folder.resolve("state/drain.json");
  }

  private Drains drains(Drains.Peers peers) {
    return new Drains(file(), peers, clock);
  }

  private Drains besideAPeer() {
    return drains(() -> List.of("gpu-b"));
  }

  @Test
  void aDrainOutlivesARestartAndEndsByItself() throws Exception {
    Drain drain = besideAPeer().startDrain(HALF_AN_HOUR, false);
    clock.advance(Duration.ofMinutes(29));
    Drains restarted = besideAPeer();
    assertThat(restarted.now()).contains(drain);
    clock.advance(Duration.ofMinutes(1));
    assertThat(restarted.now()).isEmpty();
    assertThat(besideAPeer().now()).isEmpty();
  }

  @Test
  void anEndOutlivesARestart() throws Exception {
    Drains drains = besideAPeer();
    drains.startDrain(HALF_AN_HOUR, false);
    drains.endDrain();
    assertThat(drains.now()).isEmpty();
    assertThat(besideAPeer().now()).isEmpty();
  }

  @Test
  void aSecondDrainGivesTheFirstAnotherEnd() throws Exception {
    Drains drains = besideAPeer();
    Drain first = drains.startDrain(HALF_AN_HOUR, false);
    clock.advance(Duration.ofMinutes(10));
    Drain second = drains.startDrain(Duration.ofMinutes(5), false);
    assertThat(second.since()).isEqualTo(first.since());
    assertThat(drains.now()).contains(second);
    clock.advance(Duration.ofMinutes(5));
    assertThat(drains.now()).isEmpty();
  }

  @Test
  void withoutAReadyPeerNothingIsDrainedUnlessForced() throws Exception {
    Drains drains = drains(List::of);
    assertThatExceptionOfType(DrainRefusedException.class)
        .isThrownBy(() -> drains.startDrain(HALF_AN_HOUR, false))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.BUSY));
    assertThat(drains.now()).isEmpty();
    assertThat(file()).doesNotExist();
    assertThat(drains.startDrain(HALF_AN_HOUR, true)).isEqualTo(drains.now().orElseThrow());
  }

  @Test
  void aPeerThatIsLostAfterTheFirstLookBringsBackWhatWasBefore() throws Exception {
    var answers = new java.util.ArrayDeque<>(List.of(List.of("b"), List.of("b")));
    Drains drains = drains(() -> answers.isEmpty() ? List.of() : answers.pop());
    Drain first = drains.startDrain(HALF_AN_HOUR, false);
    answers.add(List.of("b"));
    assertThatExceptionOfType(DrainRefusedException.class)
        .isThrownBy(() -> drains.startDrain(Duration.ofDays(1), false));
    assertThat(drains.now()).contains(first);
    assertThat(besideAPeer().now()).contains(first);
  }

  /** Each sees the other ready at first: whoever looks before it has spoken would drain both. */
  @Test
  void twoOfAPairAreNeverDrainedTogether() throws Exception {
    for (int round = 0; round < 50; round++) {
      var pair = new Drains[2];
      var together = new CyclicBarrier(2);
      for (int i = 0; i < 2; i++) {
        int other = 1 - i;
        pair[i] =
            new Drains(
                folder.resolve("%d-%d.json".formatted(round, i)),
                () -> pair[other].now().isEmpty() ? List.of("the other") : List.of(),
                clock);
      }
      var refused =
          Stream.of(pair)
              .map(one -> CompletableFuture.supplyAsync(() -> tried(one, together)))
              .toList();
      CompletableFuture.allOf(refused.toArray(CompletableFuture[]::new)).join();
      assertThat(refused).anySatisfy(one -> assertThat(one.join()).isNotNull());
      assertThat(Stream.of(pair).filter(one -> one.now().isPresent()).count()).isLessThan(2);
    }
  }

  private static @Nullable Throwable tried(Drains drains, CyclicBarrier together) {
    return catchThrowable(
        () -> {
          together.await();
          drains.startDrain(HALF_AN_HOUR, false);
        });
  }

  @Test
  void whoeverAsksWhileSomebodyElseIsBeingAnsweredIsNotKeptWaiting() throws Exception {
    var asked = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    Drains drains =
        drains(
            () -> {
              asked.countDown();
              answer.await();
              return List.of("gpu-b");
            });
    var first =
        CompletableFuture.supplyAsync(
            () -> catchThrowable(() -> drains.startDrain(HALF_AN_HOUR, false)));
    asked.await();
    assertThatExceptionOfType(DrainRefusedException.class).isThrownBy(drains::endDrain);
    assertThatExceptionOfType(DrainRefusedException.class)
        .isThrownBy(() -> drains.startDrain(HALF_AN_HOUR, true));
    answer.countDown();
    assertThat(first.join()).isNull();
    assertThat(drains.now()).isPresent();
  }

  @Test
  void aDamagedFileDrainsForTheUsualTimeOnly() throws Exception {
    Files.createDirectories(folder.resolve("state"));
    for (String text : List.of("", "{\"until\":\"soon\"}", "\u0000\u0001", "{\"until\":3}")) {
      Files.writeString(file(), text);
      Drains drains = besideAPeer();
      assertThat(drains.now()).as(text).isPresent();
      clock.advance(Drain.USUAL);
      assertThat(drains.now()).isEmpty();
    }
  }

  @Test
  void aDrainThatTheDiskTakesNoNoteOfIsOneUntilTheAgentRestartsAndSaysSo() throws Exception {
    Path inTheWay = Files.writeString(folder.resolve("state"), "a file");
    Drains drains = besideAPeer();
    assertThat(drains.startDrain(HALF_AN_HOUR, true)).isEqualTo(drains.now().orElseThrow());
    assertThat(drains.unkept().orElseThrow()).contains("until the agent restarts only");
    drains.endDrain();
    assertThat(drains.now()).isEmpty();
    assertThat(drains.unkept().orElseThrow()).contains("the end of the drain");
    drains.startDrain(HALF_AN_HOUR, true);
    Files.delete(inTheWay);
    drains.retryWrite();
    assertThat(drains.unkept()).isEmpty();
    assertThat(besideAPeer().now()).isEqualTo(drains.now());
  }
}
