package io.mgeosync.e2e.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the service can be told to do wrong, through {@code POST /fault}. */
enum Fault {
  NONE,
  /** Accepts and does not answer until another mode is set. */
  HANG,
  /** Answers 500. */
  HTTP_500,
  /** Answers 503. */
  HTTP_503,
  /** Two seconds late. */
  SLOW,
  /** A well-formed answer to another question. */
  WRONG,
  /** Reports the version that the disk holds now, not the one that was loaded. */
  LIE_VERSION;

  /** The name in JSON: {@code none}, {@code hang}, {@code 500}, {@code lie-version}… */
  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace("http_", "").replace('_', '-');
  }

  static Optional<Fault> named(String wireName) {
    return Arrays.stream(values()).filter(fault -> fault.wireName().equals(wireName)).findFirst();
  }
}
