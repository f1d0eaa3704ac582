package io.mgeosync.reconcile;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.KeyTypes;

/**
 * How full the file system below the state directory may be.
 *
 * @param high percent in use above which only what is needed is kept and nothing is fetched ahead
 * @param low percent in use at which enough has been removed; less than {@code high}
 */
public record SpaceSettings(
    @JsonDeserialize(using = KeyTypes.Percent.class) @Default("95%") int high,
    @JsonDeserialize(using = KeyTypes.Percent.class) @Default("90%") int low) {
  private static final int ALL = 100;

  public SpaceSettings {
    if (low < 1 || low >= high || high > ALL) {
      throw new InvalidValueException(
          "low must be below high, both from 1% to 100%", "write e.g. high: 95% and low: 90%");
    }
  }

  /** Whether so much is in use that former releases have to go. */
  public boolean isAboveHigh(long freeBytes, long totalBytes) {
    return isAbove(high, freeBytes, totalBytes);
  }

  /** Whether still more has to go. */
  public boolean isAboveLow(long freeBytes, long totalBytes) {
    return isAbove(low, freeBytes, totalBytes);
  }

  private static boolean isAbove(int percent, long freeBytes, long totalBytes) {
    return totalBytes - freeBytes > (double) totalBytes * percent / ALL;
  }
}
