package io.mgeosync.gate;

import java.time.Duration;
import java.time.Instant;

/**
 * One named statement about the node, as it was last observed.
 *
 * @param reason one CamelCase word, stable, for machines
 * @param message one line, for the operator
 * @param since when the status last changed
 * @param observedAt when this was last looked at
 * @param freshFor for how long after {@code observedAt} it may be believed
 */
public record Condition(
    ConditionType type,
    Status status,
    String reason,
    String message,
    Instant since,
    Instant observedAt,
    Duration freshFor) {

  /** UNKNOWN counts as false at the gate; it is kept apart because the remedy differs. */
  public enum Status {
    TRUE,
    FALSE,
    UNKNOWN
  }

  /** What an observation says, before the gate adds when. */
  public record Finding(Status status, String reason, String message) {
    public static Finding yes(String reason, String message) {
      return new Finding(Status.TRUE, reason, message);
    }

    public static Finding no(String reason, String message) {
      return new Finding(Status.FALSE, reason, message);
    }

    public static Finding unknown(String reason, String message) {
      return new Finding(Status.UNKNOWN, reason, message);
    }
  }

  /** Never observed yet. */
  static Condition missing(ConditionType type, Instant now) {
    return new Condition(
        type, Status.UNKNOWN, "NotObserved", "not looked at yet", now, now, Duration.ZERO);
  }

  /** The same condition after a new look; {@code since} moves only when the status does. */
  Condition observed(Finding finding, Instant now, Duration newFreshFor) {
    Instant newSince = finding.status() == status ? since : now;
    return new Condition(
        type, finding.status(), finding.reason(), finding.message(), newSince, now, newFreshFor);
  }

  public boolean stale(Instant now) {
    return now.isAfter(observedAt.plus(freshFor));
  }

  public boolean holds(Instant now) {
    return status == Status.TRUE && !stale(now);
  }

  /**
   * From when on it does not hold if nobody looks again; long ago where it does not hold at all.
   */
  Instant holdsUntil() {
    return status == Status.TRUE ? observedAt.plus(freshFor) : Instant.MIN;
  }

  /** {@code Served: the service reports v1, v2 is active}; says so when it is merely stale. */
  public String why(Instant now) {
    if (status == Status.TRUE && stale(now)) {
      return "%s: last observed %d s ago, believed for %d s only"
          .formatted(type, Duration.between(observedAt, now).toSeconds(), freshFor.toSeconds());
    }
    return type + ": " + message;
  }
}
