package io.mgeosync.e2e.bench.failover.service;

import java.util.Locale;

/** What the service can be told to do wrong. */
public enum LightFault {
  NONE,
  /** Accepts and does not answer until another mode is set. */
  HANG,
  ERROR_500,
  ERROR_503,
  /** Right, two seconds late. */
  SLOW,
  /** Wrong, two seconds late. */
  SLOW_GARBAGE,
  /** Right, four seconds each and two at a time, so that they pile up. */
  CPU_FALLBACK;

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LightFault named(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  boolean error() {
    return this == ERROR_500 || this == ERROR_503;
  }

  /** The status of every answer. */
  int status() {
    return this == ERROR_500 ? 500 : this == ERROR_503 ? 503 : 200;
  }
}
