package io.mgeosync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random lines against a walk over every minute, with crontab(5)'s rule for the two day fields. */
class CrontabOracleTest {
  private static final LocalDateTime START = LocalDateTime.of(2027, 12, 20, 13, 37);
  private static final int LINES = 300;

  /** A field that the oracle knows by its values, the parser by its text. */
  private record Field(String text, Set<Integer> values) {
    boolean star() {
      return text.startsWith("*");
    }

    static Field random(Random random, int least, int most, int last) {
      int step = 1 + random.nextInt(4);
      int from = least + random.nextInt(most - least + 1);
      int to = from + random.nextInt(most - from + 1);
      return switch (random.nextInt(5)) {
        case 0 -> new Field("*", range(least, last, 1));
        case 1 -> new Field("*/" + step, range(least, last, step));
        case 2 -> new Field(from + "-" + to + "/" + step, range(from, to, step));
        case 3 -> new Field(from + "-" + to, range(from, to, 1));
        default -> list(from, to);
      };
    }

    private static Field list(int a, int b) {
      var values = new TreeSet<>(List.of(a, b));
      return new Field(
          values.stream().map(String::valueOf).collect(Collectors.joining(",")), values);
    }

    private static Set<Integer> range(int from, int to, int step) {
      var values = new TreeSet<Integer>();
      for (int value = from; value <= to; value += step) {
        values.add(value);
      }
      return values;
    }
  }

  private record Line(Field minute, Field hour, Field dayOfMonth, Field month, Field dayOfWeek) {
    static Line random(Random random) {
      return new Line(
          Field.random(random, 0, 59, 59),
          Field.random(random, 0, 23, 23),
          Field.random(random, 1, 28, 31),
          Field.random(random, 1, 12, 12),
          Field.random(random, 0, 6, 6));
    }

    boolean fits(LocalDateTime time) {
      boolean ofMonth = dayOfMonth.values().contains(time.getDayOfMonth());
      boolean ofWeek = dayOfWeek.values().contains(time.getDayOfWeek().getValue() % 7);
      boolean star = dayOfMonth.star() || dayOfWeek.star();
      boolean day = star ? (ofMonth && ofWeek) : (ofMonth || ofWeek);
      return day
          && month.values().contains(time.getMonthValue())
          && hour.values().contains(time.getHour())
          && minute.values().contains(time.getMinute());
    }

    @Override
    public String toString() {
      return String.join(
          " ", minute.text(), hour.text(), dayOfMonth.text(), month.text(), dayOfWeek.text());
    }
  }

  @Test
  void everyNextRunIsTheFirstMinuteThatFits() {
    var random = new Random(20_261_123);
    for (int i = 0; i < LINES; i++) {
      Line line = Line.random(random);
      LocalDateTime time = START.plus(Duration.ofMinutes(random.nextInt(600_000)));
      Instant next = walk(line, time).toInstant(ZoneOffset.UTC);
      assertThat(
              CronSpec.parse(line.toString(), ZoneOffset.UTC)
                  .nextAfter(time.toInstant(ZoneOffset.UTC)))
          .as("%s after %s", line, time)
          .contains(next);
    }
  }

  /** A random line always fits within eleven years: every day up to the 28th comes each month. */
  private static LocalDateTime walk(Line line, LocalDateTime after) {
    LocalDateTime time = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    while (!line.fits(time)) {
      time = time.plusMinutes(1);
    }
    return time;
  }
}
