package io.mgeosync.schedule;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronSpecTest {
  private static final ZoneId UTC = ZoneOffset.UTC;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 3 * * *       | 2026-03-04T02:59 | 2026-03-04T03:00",
        "0 3 * * *       | 2026-03-04T03:00 | 2026-03-05T03:00",
        "*/15 8-9 * * *  | 2026-03-04T08:46 | 2026-03-04T09:00",
        "5/20 * * * *    | 2026-03-04T08:26 | 2026-03-04T08:45",
        "0 0 29 2 *      | 2026-03-04T00:00 | 2028-02-29T00:00",
        "0 0 * feb Mon   | 2026-03-04T00:00 | 2027-02-01T00:00",
        "0 0 * * 7       | 2026-03-04T00:00 | 2026-03-08T00:00",
        "0 0 * * 0       | 2026-03-04T00:00 | 2026-03-08T00:00",
        "0 0 * * fri-sun | 2026-03-08T00:00 | 2026-03-13T00:00",
        "0 0 * * 5-7     | 2026-03-07T00:00 | 2026-03-08T00:00",
        "0 0 13 * 5      | 2026-03-04T00:00 | 2026-03-06T00:00",
        "0 0 13 * 5      | 2026-03-31T12:00 | 2026-04-03T00:00",
        "0 0 13 * 5      | 2026-04-10T12:00 | 2026-04-13T00:00",
        "0 0 */2 * 1     | 2026-03-01T00:00 | 2026-03-09T00:00",
        "@hourly         | 2026-03-04T08:26 | 2026-03-04T09:00",
        "@Daily          | 2026-03-04T08:26 | 2026-03-05T00:00",
        "@weekly         | 2026-03-04T08:26 | 2026-03-08T00:00",
        "0 30 3 * * ?    | 2026-03-04T08:26 | 2026-03-05T03:30",
        "0 0 3 L * ?     | 2026-03-04T08:26 | 2026-03-31T03:00",
        "0 0 3 ? * 6#3 2026 | 2026-03-04T08:26 | 2026-03-20T03:00",
      })
  void nextRunIsTheOneThatTheLineNames(String line, LocalDateTime after, LocalDateTime next) {
    assertThat(CronSpec.parse(line, UTC).nextAfter(after.toInstant(ZoneOffset.UTC)))
        .contains(next.toInstant(ZoneOffset.UTC));
  }

  @Test
  void timesAreThoseOfTheZone() {
    assertThat(
            CronSpec.parse("0 3 * * *", ZoneId.of("Asia/Shanghai"))
                .nextAfter(Instant.parse("2026-03-04T00:00:00Z")))
        .contains(Instant.parse("2026-03-04T19:00:00Z"));
  }

  @Test
  void aQuartzLineWhoseYearsAreOverHasNoNextRun() {
    CronSpec spec = CronSpec.parse("0 0 3 * * ? 2026", UTC);
    assertThat(spec.nextAfter(Instant.parse("2027-01-01T00:00:00Z"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 3 * * *             | minute: 60 is not from 0 to 59; write e.g. 0, 15-45 or */5",
        "0 24 * * *             | hour: 24 is not from 0 to 23",
        "0 3 0 * *              | day of month: 0 is not from 1 to 31",
        "0 3 * 13 *             | month: 13 is not from 1 to 12",
        "0 3 * * 8              | day of week: 8 is not from 0 to 7",
        "0 3 * * moon           | day of week: \"moon\" is not a value",
        "0 22-2 * * *           | hour: \"22-2\" runs backwards",
        "*/0 * * * *            | minute: \"/0\" is not a step",
        "1//2 * * * *           | minute: \"1//2\" has two steps",
        "1,,2 * * * *           | minute: \"\" is not a value",
        "1-2-3 * * * *          | minute: \"1-2-3\" is not a range",
        "0 0 31 2 *             | names a date that does not exist",
        "0 3 * *                | has 4 fields, not five; write e.g. \"0 3 * * *\"",
        "''                     | has 0 fields, not five",
        "@reboot                | @reboot is no time; remove it",
        "@nightly               | write @hourly, @daily",
        "0 3 * * * /bin/rsync   | a command follows the five fields; write only \"0 3 * * *\"",
        "0 3 * * * rsync -a a b | a command follows the five fields",
        "0 0 3 * * *            | not a Quartz line",
        "0 0 3 * 13 ?           | not a Quartz line",
        "0 0 99 * * ?           | hour: 99 is not from 0 to 23; write e.g. \"0 0 3 * * ?\"",
        "99 0 3 * * ?           | second: 99 is not from 0 to 59",
        "0 0 3 1 L ?            | not a Quartz line",
        "0 0 3 ? LW MON         | not a Quartz line",
        "0 0 0 1 1 ? 1970-99999999 | year: 99999999 is not from 0 to 2199",
        "0 0 0 1 1 ? 1970/2147483647 | year: 2147483647 is not from 0 to 2199",
      })
  void anInvalidLineIsRefusedWithTheFieldAndAnExample(String line, String words) {
    assertThatThrownBy(() -> CronSpec.parse(line, UTC))
        .isInstanceOf(InvalidCronException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aLineThatIsLongerThanAnyScheduleIsRefusedAndTheFullestOneIsRead() {
    String minutes = join(0, 59);
    assertThat(CronSpec.parse(minutes + " " + join(0, 23) + " * * *", UTC).nextAfter(Instant.EPOCH))
        .contains(Instant.EPOCH.plusSeconds(60));
    assertThatThrownBy(() -> CronSpec.parse((minutes + ",").repeat(10_000) + "0 * * * *", UTC))
        .isInstanceOf(InvalidCronException.class)
        .hasMessageContaining("it is longer than 1000 characters")
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(200));
  }

  private static String join(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).collect(joining(","));
  }

  @Test
  void aRunInTheHourThatSpringSkipsHappensAnHourLater() {
    assertThat(runs("30 2 * * *", "2026-03-28T00:00:00Z", 3))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void aRunInTheHourThatAutumnRepeatsHappensOnceTheFirstTime() {
    assertThat(runs("30 2 * * *", "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
  }

  @Test
  void everyHalfHourStaysEveryHalfHourWhereClocksJump() {
    for (String jump : List.of("2026-03-28T23:00:00Z", "2026-10-24T22:00:00Z")) {
      Instant at = Instant.parse(jump);
      CronSpec spec = CronSpec.parse("*/30 * * * *", BERLIN);
      for (int i = 0; i < 12; i++) {
        assertThat(spec.nextAfter(at)).contains(at.plus(Duration.ofMinutes(30)));
        at = at.plus(Duration.ofMinutes(30));
      }
    }
  }

  private static List<String> runs(String line, String after, int count) {
    CronSpec spec = CronSpec.parse(line, BERLIN);
    var runs = new ArrayList<String>();
    Instant at = Instant.parse(after);
    for (int i = 0; i < count; i++) {
      at = spec.nextAfter(at).orElseThrow();
      runs.add(at.toString());
    }
    return runs;
  }
}
