package io.mgeosync.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ServerDatesTest {
  private final ServerDates dates = new ServerDates();

  private static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
  }

  @Test
  void clocksThatAgreeWithinMinutesAreNotWorthAWord() {
    dates.recordDate("store:443", Optional.of("Thu, 01 Jan 2026 00:00:00 GMT"));
    dates.recordDate("gpu-2:9640", Optional.empty());
    dates.recordDate("gpu-3:9640", Optional.of("yesterday"));

    assertThat(dates.disagreements(at("2026-01-01T00:04:00Z"))).isEmpty();
    assertThat(dates.disagreements(at("2025-12-31T23:56:30Z"))).isEmpty();
  }

  @Test
  void aClockThatIsAheadOrBehindIsToldWithItsPartner() {
    dates.recordDate("store:443", Optional.of("Thu, 01 Jan 2026 00:00:00 GMT"));

    assertThat(dates.disagreements(at("2026-01-03T00:00:30Z")))
        .singleElement()
        .asString()
        .startsWith("this node's clock is about 2 days ahead of that of store:443")
        .contains("timedatectl");
    assertThat(dates.disagreements(at("2025-12-31T23:50:00Z")))
        .singleElement()
        .asString()
        .startsWith("this node's clock is about 10 minutes behind that of store:443");
  }

  @Test
  void aServerThatCorrectedItsClockIsForgiven() {
    dates.recordDate("store:443", Optional.of("Thu, 01 Jan 2026 00:00:00 GMT"));
    dates.recordDate("store:443", Optional.of("Sat, 03 Jan 2026 00:00:00 GMT"));

    Clock ours = Clock.offset(at("2026-01-03T00:00:00Z"), Duration.ofSeconds(3));
    assertThat(dates.disagreements(ours)).isEmpty();
  }
}
