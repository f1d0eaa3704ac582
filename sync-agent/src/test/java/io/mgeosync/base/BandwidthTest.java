package io.mgeosync.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDateTime;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandwidthTest {
  private static final OptionalLong OFF = OptionalLong.empty();

  /** 2026-01-05 is a Monday. */
  private static OptionalLong at(String timetable, int day, int hour, int minute) {
    return Bandwidth.parse(timetable)
        .bytesPerSecond(LocalDateTime.of(2026, 1, 4 + day, hour, minute, 59));
  }

  private static OptionalLong bytes(long bytes) {
    return OptionalLong.of(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "10M,10485760",
    "512K,524288",
    "512k,524288",
    "1.5M,1572864",
    "2G,2147483648",
    "2048B,2048",
    "1KiB,1024",
    "1MB,1048576"
  })
  void oneLimitHoldsForEver(String text, long rate) {
    assertThat(at(text, 1, 0, 0)).isEqualTo(bytes(rate));
    assertThat(at(text, 7, 23, 59)).isEqualTo(bytes(rate));
  }

  @Test
  void offIsNoLimit() {
    assertThat(at("off", 1, 0, 0)).isEqualTo(OFF);
    assertThat(Bandwidth.UNLIMITED.bytesPerSecond(LocalDateTime.of(2026, 1, 5, 0, 0)))
        .isEqualTo(OFF);
  }

  @Test
  void eachLimitHoldsFromItsMinuteToTheNextAndOverMidnight() {
    String text = "19:00,10M 08:00,512K 23:00,off";
    assertThat(at(text, 3, 7, 59)).isEqualTo(OFF);
    assertThat(at(text, 3, 8, 0)).isEqualTo(bytes(512 << 10));
    assertThat(at(text, 3, 18, 59)).isEqualTo(bytes(512 << 10));
    assertThat(at(text, 3, 19, 0)).isEqualTo(bytes(10 << 20));
    assertThat(at(text, 3, 23, 0)).isEqualTo(OFF);
    assertThat(at(text, 1, 0, 0)).isEqualTo(OFF);
  }

  @Test
  void aDayHoldsUntilTheNextEntryOfTheWeekAlsoOverItsEnd() {
    String text = "Mon-08:00,512K fri-18:00,10M Sun-20:00,off";
    assertThat(at(text, 1, 7, 59)).isEqualTo(OFF);
    assertThat(at(text, 4, 3, 0)).isEqualTo(bytes(512 << 10));
    assertThat(at(text, 6, 12, 0)).isEqualTo(bytes(10 << 20));
    assertThat(at(text, 7, 20, 0)).isEqualTo(OFF);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10             | \"10\" is not a limit",
        "0K             | \"0K\" is so slow",
        "100B           | \"100B\" is so slow",
        "-5M            | \"-5M\" is not a limit",
        "24:00,1M       | \"24:00,1M\" is not a time and a limit",
        "8:60,1M        | \"8:60,1M\" is not a time and a limit",
        "08:00, 1M      | \"08:00,\" is not a time and a limit",
        "Xyz-08:00,1M   | \"Xyz\" is not a day",
        "08:00,1M 8:00,2M | two limits begin at the same time",
        "08:00,1M Tue-08:00,2M | two limits begin at the same time",
        "1M:2M          | \"1M:2M\" is not a limit",
        "''             | \"\" is not a time and a limit",
      })
  void whatIsNoTimetableIsRefusedInWords(String text, String words) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Bandwidth.parse(text))
        .withMessageStartingWith(words);
  }
}
