package io.mgeosync.store.http;

import java.net.http.HttpHeaders;
import java.util.Optional;

/** The length that an answer claims for its body; what is no number is no claim. */
final class Lengths {
  private static final String NUMBER = "\\d{1,18}";

  private Lengths() {}

  /** In bytes. */
  static Optional<Long> of(HttpHeaders headers) {
    return headers
        .firstValue("Content-Length")
        .filter(value -> value.matches(NUMBER))
        .map(Long::valueOf);
  }
}
