package io.mgeosync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");
  private static final CronSpec HOURLY = CronSpec.parse("@hourly", ZoneOffset.UTC);

  private final SetClock clock = new SetClock();
  private final List<Instant> planned = new ArrayList<>();
  private final List<Instant> runs = new ArrayList<>();
  private Duration length = Duration.ofMinutes(1);
  private final Lane lane =
      new Lane(
          "b", new Splay(HOURLY, Duration.ZERO), this::cycle, clock, (l, at) -> planned.add(at));

  private void cycle() {
    runs.add(clock.instant());
    clock.now = clock.now.plus(length);
  }

  @Test
  void eachRunPlansTheNext() {
    lane.plan();
    ring(at(11, 0));
    ring(at(12, 0));
    assertThat(runs).containsExactly(at(11, 0), at(12, 0));
    assertThat(planned).containsExactly(at(11, 0), at(12, 0), at(13, 0));
  }

  @Test
  void timesDuringALongRunAreDropped() {
    lane.plan();
    length = Duration.ofMinutes(150);
    ring(at(11, 0));
    assertThat(planned).containsExactly(at(11, 0), at(14, 0));
  }

  @Test
  void aTimeDuringARunThatWasAskedForIsDropped() {
    lane.plan();
    clock.now = at(10, 59);
    length = Duration.ofMinutes(5);
    lane.run();
    lane.ring(); // Quartz held it back until the run had ended
    assertThat(runs).containsExactly(at(10, 59));
    assertThat(planned).containsExactly(at(11, 0), at(12, 0));
  }

  @Test
  void aTimerThatRingsALittleEarlyDoesNotRingTwice() {
    lane.plan();
    length = Duration.ofMillis(10);
    ring(at(11, 0).minusMillis(300));
    assertThat(planned).containsExactly(at(11, 0), at(12, 0));
  }

  @Test
  void aClockThatIsSetBackStopsNothing() {
    lane.plan();
    ring(at(11, 0));
    clock.now = at(11, 0).minus(Duration.ofDays(30));
    lane.ring();
    assertThat(runs).hasSize(2);
    assertThat(planned.getLast()).isEqualTo(at(12, 0).minus(Duration.ofDays(30)));
  }

  private void ring(Instant at) {
    clock.now = at;
    lane.ring();
  }

  private static Instant at(int hour, int minute) {
    return TEN.plus(Duration.ofHours(hour - 10)).plus(Duration.ofMinutes(minute));
  }

  private static final class SetClock extends Clock {
    private Instant now = TEN;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
