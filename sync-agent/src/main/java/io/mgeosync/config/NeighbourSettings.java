package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the agent's heavy work gives way to the service next door.
 *
 * @param nice of the threads that copy and digest, as nice(1) counts, 0-19; 0 leaves them alone
 * @param pauseAbove they rest while the service's health probe takes this long; null, which becomes
 *     zero, for never
 * @param pauseAtMost how long one rest lasts; the work that follows lasts at least as long
 */
public record NeighbourSettings(
    @Default("10") @Between(least = 0, most = NeighbourSettings.NICEST) int nice,
    @Nullable Duration pauseAbove,
    @Default("10m") Duration pauseAtMost) {
  private static final int NICEST = 19;

  public NeighbourSettings {
    pauseAbove = Objects.requireNonNullElse(pauseAbove, Duration.ZERO);
    if (nice < 0 || nice > NICEST) {
      throw new InvalidValueException(
          nice + " is not a niceness from 0 to 19", "write e.g. 10, or 0 for none");
    }
    if (pauseAbove.isNegative() || !pauseAtMost.isPositive()) {
      throw new InvalidValueException("a pause takes time", "write e.g. 500ms and 10m");
    }
  }

  @Override
  public Duration pauseAbove() {
    return Objects.requireNonNull(pauseAbove);
  }
}
