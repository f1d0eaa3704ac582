package io.mgeosync.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PacedListenerTest {
  private static final long MIB = 1 << 20;

  private final SettableClock clock = new SettableClock();
  private final List<TransferReport> reports = new ArrayList<>();
  private final FetchListener live =
      PacedListener.live(clock, Duration.ofMillis(200), reports::add);
  private final FetchListener log = PacedListener.log(clock, Duration.ofMinutes(1), reports::add);

  /** One MiB each 10 ms. */
  private void transfer(FetchListener listener, long from, long to, long total) {
    for (long mib = from; mib < to; mib++) {
      listener.progress(new FetchProgress(mib * MIB, 0, total * MIB));
      clock.advance(Duration.ofMillis(10));
    }
  }

  @Test
  void whoWatchesHearsAtOnceAndFiveTimesASecondThoughChunksComeByTheHundred() {
    transfer(live, 0, 200, 1000);
    assertThat(reports).hasSize(10);
    assertThat(reports.getFirst().doneBytes()).isZero();
    assertThat(reports.getLast().bytesPerSecond()).isEqualTo(100 * MIB);
    assertThat(reports.getLast().left()).contains(Duration.ofSeconds(8));
  }

  @Test
  void aLogHasOneLineAMinuteAndNoneOfAShortTransfer() {
    transfer(log, 0, 5_999, 18_000);
    assertThat(reports).isEmpty();
    transfer(log, 5_999, 18_000, 18_000);
    assertThat(reports).extracting(TransferReport::percent).containsExactly(33, 66);
  }

  @Test
  void theNextTransferIsTimedAnew() {
    transfer(log, 0, 5_000, 6_000);
    transfer(log, 0, 5_000, 6_000);
    transfer(log, 5_000, 6_000, 7_000);
    assertThat(reports).isEmpty();
  }

  @Test
  void manyTransfersInARowAreNotHeardMoreOftenThanOne() {
    for (int i = 1; i <= 100; i++) {
      transfer(live, 0, 2, 1_000 + i);
    }
    assertThat(reports).hasSize(10);
  }

  @Test
  void theRateIsThatOfTheLastTenSecondsAndAStallLowersIt() {
    transfer(live, 0, 3_000, 100_000);
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofSeconds(1));
      live.progress(new FetchProgress((3_000 + i) * MIB, 0, 100_000 * MIB));
    }
    assertThat(reports.getLast().bytesPerSecond()).isEqualTo(MIB);
    clock.advance(Duration.ofSeconds(90));
    live.progress(new FetchProgress(3_020 * MIB, 0, 100_000 * MIB));
    assertThat(reports.getLast().bytesPerSecond()).isBetween(MIB / 100, MIB / 5);
  }

  @Test
  void aClockThatIsSetBackStopsNothing() {
    transfer(live, 0, 10, 100);
    reports.clear();
    clock.advance(Duration.ofHours(-1));
    transfer(live, 10, 100, 100);
    assertThat(reports).hasSize(5);
    assertThat(reports.getFirst().bytesPerSecond()).isZero();
    assertThat(reports.getLast().bytesPerSecond()).isEqualTo(100 * MIB);
  }

  @Test
  void theSentenceTellsWhatIsKnown() {
    FetchProgress half = new FetchProgress(100 * MIB, 412 * MIB, 1024 * MIB);
    assertThat(new TransferReport(half, 32 * MIB).sentence())
        .isEqualTo("512.0 MiB of 1.0 GiB, 32.0 MiB/s, 16 s left, 40% reused");
    assertThat(new TransferReport(half, MIB / 4).sentence()).contains("34 min left");
    assertThat(new TransferReport(half, MIB / 16).sentence()).contains("2 h 16 min left");
    assertThat(new TransferReport(new FetchProgress(0, 0, 10), 0).sentence())
        .isEqualTo("0 B of 10 B, 0 B/s");
  }

  @Test
  void anEmptyTransferIsComplete() {
    TransferReport empty = new TransferReport(new FetchProgress(0, 0, 0), 0);
    assertThat(empty.percent()).isEqualTo(100);
    assertThat(empty.reusedPercent()).isEqualTo(100);
  }
}
