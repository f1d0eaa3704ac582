package io.mgeosync.schedule;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** Quartz's own six or seven fields, which begin with seconds. */
record QuartzLine(String line) implements NextRun {

  private static final int YEAR = 6;

  /** Quartz writes each year of a range into a set, and looks no further than a hundred years. */
  private static final int LAST_YEAR = 2199;

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  static QuartzLine parse(String line) throws ParseException {
    String[] fields = line.split("\\s+", -1);
    requireBelow(60, fields[0], "second");
    requireBelow(60, fields[1], "minute");
    requireBelow(24, fields[2], "hour");
    if (fields.length > YEAR) {
      requireBelow(LAST_YEAR + 1, fields[YEAR], "year");
    }
    requireUsable(new CronExpression(line));
    return new QuartzLine(line);
  }

  /** Quartz 2.5.2 reads an L in the month as no month at all, and then fails where it looks. */
  private static void requireUsable(CronExpression expression) throws ParseException {
    try {
      var _ = expression.getTimeAfter(Date.from(Instant.EPOCH));
    } catch (RuntimeException e) {
      throw new ParseException("a field names no value", 0);
    }
  }

  /** Quartz 2.5.2 takes hour 99 for an hour when it stands alone, and then runs at some other. */
  private static void requireBelow(int limit, String field, String name) {
    Matcher number = NUMBER.matcher(field);
    while (number.find()) {
      if (number.group().length() > 4 || Integer.parseInt(number.group()) >= limit) {
        throw new InvalidCronException(
            name,
            number.group() + " is not from 0 to " + (limit - 1),
            "write e.g. \"0 0 3 * * ?\": Quartz's fields begin with seconds");
      }
    }
  }

  @Override
  public Optional<Instant> after(Instant instant, ZoneId zone) {
    try {
      CronExpression expression = new CronExpression(line);
      expression.setTimeZone(TimeZone.getTimeZone(zone));
      return Optional.ofNullable(expression.getTimeAfter(Date.from(instant))).map(Date::toInstant);
    } catch (ParseException e) {
      throw new IllegalStateException("validated when it was made: " + line, e);
    }
  }
}
