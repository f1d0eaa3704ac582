package io.mgeosync.schedule;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.KeyTypes;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When something runs.
 *
 * @param zone null for the machine's own, as for crontab
 * @param splay each node waits its own steady part of this after the line's time
 */
public record ScheduleSettings(
    @JsonDeserialize(using = CronSpec.Line.class) @Default(ScheduleSettings.NIGHTLY) String cron,
    @Nullable ZoneId zone,
    @JsonDeserialize(using = KeyTypes.FromZero.class) @Default("10m") Duration splay) {
  public static final String NIGHTLY = "0 3 * * *";

  public ScheduleSettings {
    zone = Objects.requireNonNullElseGet(zone, ZoneId::systemDefault);
  }

  @Override
  public ZoneId zone() {
    return Objects.requireNonNull(zone);
  }

  /** The line in its zone; it was checked when it was read. */
  public CronSpec cronSpec() {
    return CronSpec.parse(cron, zone());
  }
}
