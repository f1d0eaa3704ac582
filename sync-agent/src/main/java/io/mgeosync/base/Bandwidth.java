package io.mgeosync.base;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern ENTRY =
      Pattern.compile("(?:([A-Za-z]{3})-)?([01]?[0-9]|2[0-3]):([0-5][0-9]),(\\S+)");
  private static final Pattern RATE =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)([BKMG])(?:i?B)?", Pattern.CASE_INSENSITIVE);
  private static final int STEP_BITS = 10;
  private static final long SLOWEST = 1024;

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
    if (changes.stream().allMatch(change -> change.bytesPerSecond().isEmpty())) {
      changes = List.of();
    }
  }

  /**
   * As rclone writes it: one limit for ever ({@code 10M}), or from when on each one holds ({@code
   * 08:00,512K 19:00,10M 23:00,off}, {@code Sat-10:00,off}); a number without a unit is refused.
   *
   * @throws InvalidValueException when the text is no such timetable
   */
  public static Bandwidth parse(String text) {
    return new Bandwidth(changes(text));
  }

  private static List<Change> changes(String text) {
    if (!text.contains(",") && !text.isBlank()) {
      return List.of(Change.at(DayOfWeek.MONDAY, 0, 0, rate(text.strip())));
    }
    return SPACE.splitAsStream(text.strip()).flatMap(Bandwidth::entry).toList();
  }

  private static Stream<Change> entry(String entry) {
    Matcher parts = ENTRY.matcher(entry);
    if (!parts.matches()) {
      throw new InvalidValueException(
          "\"" + entry + "\" is not a time and a limit", "write e.g. 08:00,512K or Sat-10:00,off");
    }
    OptionalLong rate = rate(parts.group(4));
    int hour = Integer.parseInt(parts.group(2));
    int minute = Integer.parseInt(parts.group(3));
    return days(parts.group(1)).map(day -> Change.at(day, hour, minute, rate));
  }

  private static Stream<DayOfWeek> days(@Nullable String name) {
    if (name == null) {
      return Stream.of(DayOfWeek.values());
    }
    return Stream.of(
        Stream.of(DayOfWeek.values())
            .filter(day -> day.name().startsWith(name.toUpperCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        "\"" + name + "\" is not a day of the week",
                        "write Mon, Tue, Wed, Thu, Fri, Sat or Sun")));
  }

  private static OptionalLong rate(String text) {
    if (text.equalsIgnoreCase("off")) {
      return OptionalLong.empty();
    }
    Matcher parts = RATE.matcher(text);
    if (!parts.matches()) {
      throw new InvalidValueException(
          "\"" + text + "\" is not a limit in bytes per second", "write e.g. 512K, 10M or off");
    }
    long unit = 1L << (STEP_BITS * "BKMG".indexOf(parts.group(2).toUpperCase(Locale.ROOT)));
    long rate = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
    if (rate < SLOWEST) {
      throw new InvalidValueException(
          "\"" + text + "\" is so slow that no fetch would end",
          "write at least 1K, or off for no limit");
    }
    return OptionalLong.of(rate);
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
