package io.mgeosync.schedule;

import io.mgeosync.settings.TextReader;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When something runs: a crontab line of five fields (or {@code @daily} and its like), or Quartz's
 * own six or seven, in a time zone.
 */
public final class CronSpec {
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  /** Every minute of every hour, each written out, is shorter. */
  private static final int LENGTH_AT_MOST = 1000;

  private static final String EXAMPLE = "write e.g. \"0 3 * * *\" for every night at three";

  private final String line;
  private final ZoneId zone;
  private final NextRun next;

  private CronSpec(String line, ZoneId zone, NextRun next) {
    this.line = line;
    this.zone = zone;
    this.next = next;
  }

  /**
   * Reads one line.
   *
   * @throws InvalidCronException naming the field that is wrong
   */
  public static CronSpec parse(String cron, ZoneId zone) {
    String line = cron.strip();
    if (line.length() > LENGTH_AT_MOST) {
      throw new InvalidCronException(
          "line", "it is longer than %d characters".formatted(LENGTH_AT_MOST), EXAMPLE);
    }
    CronSpec spec = new CronSpec(line, zone, grammar(line));
    if (spec.nextAfter(Instant.EPOCH).isEmpty()) {
      throw new InvalidCronException(
          "line", "\"" + line + "\" names a date that does not exist", EXAMPLE);
    }
    return spec;
  }

  /** A key with such a line; the zone stands in another key. */
  static final class Line extends TextReader<String> {
    Line() {
      super(line -> parse(line, ZoneOffset.UTC).line);
    }
  }

  private static NextRun grammar(String line) {
    if (line.startsWith("@")) {
      return CrontabLine.parse(fields(nickname(line)));
    }
    List<String> fields = fields(line);
    return switch (fields.size()) {
      case 5 -> CrontabLine.parse(fields);
      case 6, 7 -> quartz(line, fields);
      default -> throw wrongCount(line, fields);
    };
  }

  private static String nickname(String line) {
    if (line.equals("@reboot")) {
      throw new InvalidCronException(
          "line", "@reboot is no time", "remove it: a run that was missed is caught up at start");
    }
    String meaning = NICKNAMES.get(line.toLowerCase(Locale.ROOT));
    if (meaning == null) {
      throw new InvalidCronException(
          "line",
          "\"" + line + "\" is not known",
          "write @hourly, @daily, @weekly, @monthly or @yearly");
    }
    return meaning;
  }

  private static List<String> fields(String line) {
    return List.of(line.split("\\s+"));
  }

  private static NextRun quartz(String line, List<String> fields) {
    try {
      return QuartzLine.parse(line);
    } catch (ParseException e) {
      throw carriesCommand(fields)
          ? commandInLine(fields)
          : new InvalidCronException(
              "line",
              "not a Quartz line of seconds, minutes, hours, day of month, month, day of week and"
                  + " perhaps year: "
                  + e.getMessage(),
              "write e.g. \"0 0 3 * * ?\", or crontab's five fields");
    }
  }

  private static InvalidCronException wrongCount(String line, List<String> fields) {
    return carriesCommand(fields)
        ? commandInLine(fields)
        : new InvalidCronException(
            "line",
            "\"%s\" has %d fields, not five".formatted(line, line.isEmpty() ? 0 : fields.size()),
            EXAMPLE + " (minute, hour, day of month, month, day of week)");
  }

  /** People copy a whole crontab line, what it runs included. */
  private static boolean carriesCommand(List<String> fields) {
    return fields.size() > 5 && fields.get(5).matches(".*[a-z/].*") && crontab(fields) != null;
  }

  private static @Nullable NextRun crontab(List<String> fields) {
    try {
      return CrontabLine.parse(fields);
    } catch (InvalidCronException e) {
      return null;
    }
  }

  private static InvalidCronException commandInLine(List<String> fields) {
    return new InvalidCronException(
        "line",
        "a command follows the five fields",
        "write only \"" + String.join(" ", fields.subList(0, 5)) + "\"");
  }

  /**
   * The first run strictly after; empty only for a Quartz line whose years are over.
   *
   * <p>Where clocks jump, crontab lines behave as {@code docs/configuration.md} says; Quartz lines
   * as Quartz does.
   */
  public Optional<Instant> nextAfter(Instant instant) {
    return next.after(instant, zone);
  }

  public ZoneId zone() {
    return zone;
  }

  @Override
  public String toString() {
    return line + " (" + zone + ")";
  }
}
