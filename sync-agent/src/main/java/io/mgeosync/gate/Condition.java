package io.mgeosync.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

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

  /** The reason of a condition that was not looked at since the agent started. */
  public static final String STARTING = "Starting";

  /** The reason of a condition that was seen well and has to stay so for a while. */
  public static final String HELD_DOWN = "HeldDown";

  /**
   * Whether it is true, and otherwise of which kind it is: the three kinds close the gate alike,
   * and mean different things to who routes traffic. The best comes first.
   */
  public enum Status {
    /** Seen, and so. */
    TRUE("true"),
    /**
     * The node is switching, starting, drained or held back by a policy. Nothing is proven against
     * it: where no better node is left, a proven release is better than an error.
     */
    NOT_NOW("false"),
    /** Late, unreachable, never read, or not looked at lately. The last node standing is kept. */
    UNKNOWN("unknown"),
    /**
     * Proven against this node: other bytes, another version, a wrong answer, or a release that a
     * valid channel does not allow. No request may reach it.
     */
    WRONG("false");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    /** {@code true}, {@code false} or {@code unknown}, as {@code /status} has always said it. */
    public String word() {
      return word;
    }

    /** {@code not-now}, {@code unknown} or {@code wrong}; {@code true} has no kind of its own. */
    public String kind() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one that weighs more against the node. */
    public Status worse(Status other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /** What an observation says, before the gate adds when. */
  public record Finding(Status status, String reason, String message) {
    public static Finding yes(String reason, String message) {
      return new Finding(Status.TRUE, reason, message);
    }

    public static Finding wrong(String reason, String message) {
      return new Finding(Status.WRONG, reason, message);
    }

    public static Finding notNow(String reason, String message) {
      return new Finding(Status.NOT_NOW, reason, message);
    }

    public static Finding unknown(String reason, String message) {
      return new Finding(Status.UNKNOWN, reason, message);
    }
  }

  /** Never observed yet. */
  static Condition missing(ConditionType type, Instant now) {
    return new Condition(
        type,
        Status.UNKNOWN,
        STARTING,
        "the agent has just started and has not looked at it yet",
        now,
        now,
        Duration.ZERO);
  }

  /** The same condition after a new look; {@code since} moves only when the status does. */
  Condition observed(Finding finding, Instant now, Duration newFreshFor) {
    Instant newSince = finding.status() == status ? since : now;
    return new Condition(
        type, finding.status(), finding.reason(), finding.message(), newSince, now, newFreshFor);
  }

  /** The same, believed for as long as if it was observed now, unless it is older than that. */
  Condition stillBelieved(Instant now, Duration newFreshFor, Duration atMost) {
    Duration age = Duration.between(observedAt, now);
    return age.compareTo(atMost) > 0 || stale(now)
        ? this
        : new Condition(type, status, reason, message, since, observedAt, age.plus(newFreshFor));
  }

  public boolean stale(Instant now) {
    return now.isAfter(observedAt.plus(freshFor));
  }

  public boolean holds(Instant now) {
    return status == Status.TRUE && !stale(now);
  }

  /** Whether the last look was good, though a hold-down may make it wait. */
  public boolean seenWell(Instant now) {
    return !stale(now) && (status == Status.TRUE || reason.equals(HELD_DOWN));
  }

  /** Its status at this moment: what is no longer believed to be true is not known. */
  public Status statusAt(Instant now) {
    return status == Status.TRUE && stale(now) ? Status.UNKNOWN : status;
  }

  /**
   * From when on it does not hold unless it is looked at again; long ago where it does not hold at
   * all.
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
