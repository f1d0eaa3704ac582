package io.mgeosync.cli;

import java.nio.charset.StandardCharsets;

/**
 * Who asks {@code ready}, and so in which numbers it is answered: each has its own convention, and
 * none of them but the first can tell unknown from refused by more than one number. {@code
 * docs/hooks.md} names where each convention is written down, and why unknown is what it is.
 */
enum ReadyFormat {
  /** A script that reads the program's own exit codes. */
  EXIT_CODE("exit-code", 0, 0, 10, 6),
  /** A script check: passing, warning, critical. */
  CONSUL("consul", 0, 1, 2, 1),
  /** A custom plugin of the node problem detector: no problem, a problem, not known. */
  NPD("npd", 0, 0, 1, 2),
  /** A prolog: anything but 0 drains the node. */
  SLURM("slurm", 0, 0, 10, 0),
  /** An ExecCondition: go on, skip, fail. */
  SYSTEMD("systemd", 0, 0, 1, 255),
  /** A plugin: OK, WARNING, CRITICAL, UNKNOWN. */
  NAGIOS("nagios", 0, 1, 2, 3),
  /** An exec probe: success or failure, and nothing between them. */
  KUBERNETES("kubernetes", 0, 0, 1, 1);

  /** What the node problem detector keeps of a line by default ({@code max_output_length}). */
  private static final int NPD_BYTES = 80;

  private final String label;
  private final int ready;
  private final int warned;
  private final int refused;
  private final int unknown;

  ReadyFormat(String label, int ready, int warned, int refused, int unknown) {
    this.label = label;
    this.ready = ready;
    this.warned = warned;
    this.refused = refused;
    this.unknown = unknown;
  }

  /**
   * By its name on the command line.
   *
   * @throws IllegalArgumentException naming all of them
   */
  static ReadyFormat of(String label) {
    var labels = new StringBuilder();
    for (ReadyFormat asker : values()) {
      if (asker.label.equals(label)) {
        return asker;
      }
      labels.append(labels.isEmpty() ? "" : ", ").append(asker.label);
    }
    throw new IllegalArgumentException("not one of " + labels);
  }

  /** Whether it has a word for a node that serves and should be looked at. */
  boolean warns() {
    return warned != ready;
  }

  int code(ReadyResult readiness) {
    return switch (readiness.standing()) {
      case READY -> ready;
      case WARNED -> warned;
      case REFUSED -> refused;
      case UNKNOWN -> this == EXIT_CODE ? readiness.exit().code() : unknown;
    };
  }

  /** One line for its log; {@link #EXIT_CODE} gets sentences on standard error instead. */
  String line(ReadyResult readiness) {
    return switch (this) {
      case NPD -> cut(plain(readiness));
      case NAGIOS -> nagios(readiness);
      default -> plain(readiness);
    };
  }

  private static String plain(ReadyResult readiness) {
    boolean known = readiness.standing() != ReadyResult.Standing.UNKNOWN;
    return (known ? "" : "unknown: ") + readiness.sentence();
  }

  /** What follows a vertical bar would be taken for performance data. */
  private static String nagios(ReadyResult readiness) {
    String status =
        switch (readiness.standing()) {
          case READY -> "OK";
          case WARNED -> "WARNING";
          case REFUSED -> "CRITICAL";
          case UNKNOWN -> "UNKNOWN";
        };
    return "MGEO-SYNC " + status + ": " + readiness.sentence().replace('|', '/');
  }

  private static String cut(String line) {
    if (bytes(line) <= NPD_BYTES) {
      return line;
    }
    int end = Math.min(line.length(), NPD_BYTES);
    while (bytes(line.substring(0, end)) > NPD_BYTES - 3) {
      end = line.offsetByCodePoints(end, -1);
    }
    return line.substring(0, end) + "...";
  }

  private static int bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return label;
  }
}
