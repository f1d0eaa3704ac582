package io.mgeosync.base;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many bytes a second may be read, at each time of the week.
 *
 * @param changes in the order of the week, no two at the same minute; the last one also holds from
 *     the week's begin until the first one. None at all: no limit, ever.
 */
public record Bandwidth(List<Change> changes) {
  public static final Bandwidth UNLIMITED = new Bandwidth(List.of());

  private static final int HOUR = 60;
  private static final int DAY = 24 * HOUR;

  /**
   * From this minute on.
   *
   * @param minute of the week, from Monday 00:00
   * @param bytesPerSecond empty for no limit
   */
  public record Change(int minute, OptionalLong bytesPerSecond) {
    static Change at(DayOfWeek day, int hour, int minute, OptionalLong bytesPerSecond) {
      return new Change(minuteOf(day, hour, minute), bytesPerSecond);
    }
  }

  public Bandwidth {
    changes = changes.stream().sorted((a, b) -> Integer.compare(a.minute(), b.minute())).toList();
    if (changes.stream().mapToInt(Change::minute).distinct().count() < changes.size()) {
      throw new InvalidValueException(
          "two limits begin at the same time", "keep one limit for each time");
    }
  }

  /**
   * As rclone writes it: one limit for ever ({@code 10M}), or from when on each one holds ({@code
   * 08:00,512K 19:00,10M 23:00,off}, {@code Sat-10:00,off}).
   *
   * @throws InvalidValueException when the text is no such timetable
   */
  public static Bandwidth parse(String text) {
    return new Bandwidth(BandwidthText.changes(text));
  }

  /** What holds at this moment, in the time zone that the timetable was written for. */
  public OptionalLong bytesPerSecond(LocalDateTime now) {
    int minute = minuteOf(now.getDayOfWeek(), now.getHour(), now.getMinute());
    return changes.stream()
        .filter(change -> change.minute() <= minute)
        .reduce((before, after) -> after)
        .or(() -> changes.reversed().stream().findFirst())
        .map(Change::bytesPerSecond)
        .orElseGet(OptionalLong::empty);
  }

  private static int minuteOf(DayOfWeek day, int hour, int minute) {
    return (day.getValue() - 1) * DAY + hour * HOUR + minute;
  }
}
