package io.mgeosync.base;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as operators write them: {@code 500ms}, {@code 30s}, {@code 1h30m}, {@code 7d}. */
public final class Durations {
  private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Pattern WHOLE = Pattern.compile("(?:[0-9]{1,9}(?:ms|s|m|h|d))+");
  private static final Duration LONGEST = Duration.ofDays(3660);

  private record Unit(String name, Duration length) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", Duration.ofDays(1)),
          new Unit("h", Duration.ofHours(1)),
          new Unit("m", Duration.ofMinutes(1)),
          new Unit("s", Duration.ofSeconds(1)),
          new Unit("ms", Duration.ofMillis(1)));

  private Durations() {}

  /**
   * Zero or more, at most ten years.
   *
   * @throws InvalidValueException when the text is no such duration
   */
  public static Duration parse(String text) {
    if (text.matches("[0-9]+")) {
      throw new InvalidValueException("\"" + text + "\" has no unit", "write e.g. " + text + "s");
    }
    if (!WHOLE.matcher(text).matches()) {
      throw new InvalidValueException(
          "\"" + text + "\" is not a duration", "write e.g. 500ms, 30s, 5m, 2h or 7d");
    }
    Duration sum = sum(text);
    if (sum.compareTo(LONGEST) > 0) {
      throw new InvalidValueException(
          "\"" + text + "\" is longer than ten years", "write at most 3660d");
    }
    return sum;
  }

  private static Duration sum(String text) {
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.plus(length(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
    }
    return sum;
  }

  private static Duration length(String unit) {
    return UNITS.stream().filter(u -> u.name().equals(unit)).findFirst().orElseThrow().length();
  }

  /** The shortest spelling that {@link #parse} reads back, to the millisecond. */
  public static String format(Duration duration) {
    var text = new StringBuilder();
    long left = duration.toMillis();
    for (Unit unit : UNITS) {
      long count = left / unit.length().toMillis();
      if (count > 0) {
        text.append(count).append(unit.name());
      }
      left %= unit.length().toMillis();
    }
    return text.isEmpty() ? "0s" : text.toString();
  }
}
