package io.mgeosync.probe;

import io.mgeosync.net.NoAnswer;

/** What it means for a probe that an HTTP request got no whole answer: it is late. */
public final class Unanswered {
  private Unanswered() {}

  /** The same for every probe that asks a service. */
  public static ProbeResult.Late describe(NoAnswer none) {
    return switch (none.why()) {
      case REFUSED -> new ProbeResult.Late("Refused", none.sentence() + "; start the service");
      case LATE -> new ProbeResult.Late("Timeout", none.sentence());
      case UNKNOWN_HOST, UNREACHABLE -> new ProbeResult.Late("Unreachable", none.sentence());
      case BROKEN -> new ProbeResult.Late("Disconnected", none.sentence());
      case TOO_LARGE, ODD, TLS -> new ProbeResult.Late("Unreadable", none.sentence());
    };
  }
}
