package io.mgeosync.schedule;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** Quartz's own six or seven fields, which begin with seconds. */
record QuartzLine(String line) implements NextRun {

  static QuartzLine parse(String line) throws ParseException {
    CronExpression.validateExpression(line);
    return new QuartzLine(line);
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
