package io.mgeosync.schedule;

import io.mgeosync.manifest.Refusal;

/** A cron line that cannot be read. */
public final class InvalidCronException extends Refusal {
  private final String field;

  /**
   * @param field such as {@code hour}; {@code line} when it is not about one field
   */
  InvalidCronException(String field, String problem, String remedy) {
    super(
        Kind.CONFIGURATION, field.equals("line") ? problem : field + ": " + problem, remedy, null);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
