package io.mgeosync.schedule;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.Bandwidth;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.KeyTypes;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When the active release is verified again, every byte of it, and how fast.
 *
 * @param zone null for that of the bundle's sync
 * @param splay each node waits its own steady part of this after the line's time; null for that of
 *     the bundle's sync
 * @param bandwidth at which its bytes are read from the disk
 */
public record ScrubSettings(
    @JsonDeserialize(using = CronSpec.Line.class) @Default(ScrubSettings.WEEKLY) String cron,
    @Nullable ZoneId zone,
    @JsonDeserialize(using = KeyTypes.FromZero.class) @Nullable Duration splay,
    @Default("off") Bandwidth bandwidth) {
  static final String WEEKLY = "30 4 * * 0";

  public ScheduleSettings schedule(ScheduleSettings sync) {
    return new ScheduleSettings(
        cron,
        Objects.requireNonNullElse(zone, sync.zone()),
        Objects.requireNonNullElse(splay, sync.splay()));
  }
}
