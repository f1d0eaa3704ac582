package io.mgeosync.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Crontab's five fields, with crontab's own meaning of the two day fields: when neither begins with
 * a star, a day that fits either of them fits.
 *
 * <p>Where clocks jump forward, a run in the hour that is missing happens as much later: 02:30
 * becomes 03:30. Where they jump back, a run at fixed hours happens once, the first time; one whose
 * hour begins with a star happens in both hours, so that "every five minutes" stays true.
 */
record CrontabLine(
    BitSet minutes,
    BitSet hours,
    BitSet daysOfMonth,
    BitSet months,
    BitSet daysOfWeek,
    boolean everyHour,
    boolean eitherDay)
    implements NextRun {
  /** A 29 February is at most eight years away. */
  private static final int DAYS_AHEAD = 366 * 9;

  static CrontabLine parse(List<String> fields) {
    return new CrontabLine(
        CronField.MINUTE.parse(fields.get(0)),
        CronField.HOUR.parse(fields.get(1)),
        CronField.DAY_OF_MONTH.parse(fields.get(2)),
        CronField.MONTH.parse(fields.get(3)),
        CronField.DAY_OF_WEEK.parse(fields.get(4)),
        fields.get(1).startsWith("*"),
        !fields.get(2).startsWith("*") && !fields.get(4).startsWith("*"));
  }

  @Override
  public Optional<Instant> after(Instant instant, ZoneId zone) {
    // A day early: a run that a jump of the clocks delays may belong to the day before.
    LocalDate first = instant.atZone(zone).toLocalDate().minusDays(1);
    return Stream.iterate(first, day -> day.plusDays(1))
        .limit(DAYS_AHEAD)
        .filter(this::fits)
        .flatMap(
            day ->
                runs(day, zone)
                    .filter(run -> run.isAfter(instant))
                    .min(Instant::compareTo)
                    .stream())
        .findFirst();
  }

  private boolean fits(LocalDate day) {
    boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
    boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
    return months.get(day.getMonthValue()) && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
  }

  private Stream<Instant> runs(LocalDate day, ZoneId zone) {
    return hours.stream()
        .boxed()
        .flatMap(hour -> minutes.stream().mapToObj(minute -> day.atTime(hour, minute)))
        .flatMap(time -> instants(time, zone));
  }

  private Stream<Instant> instants(LocalDateTime time, ZoneId zone) {
    ZonedDateTime earlier = time.atZone(zone).withEarlierOffsetAtOverlap();
    Instant first = earlier.toInstant();
    Instant second = earlier.withLaterOffsetAtOverlap().toInstant();
    return everyHour && !second.equals(first) ? Stream.of(first, second) : Stream.of(first);
  }
}
