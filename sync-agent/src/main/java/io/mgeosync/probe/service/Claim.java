package io.mgeosync.probe.service;

import java.util.List;
import java.util.Optional;

/**
 * What the service says it has loaded, word for word.
 *
 * @param versions all that it has loaded; empty when it names none
 * @param digest of the manifest, when the service reports one
 */
record Claim(List<String> versions, Optional<String> digest) {
  Claim {
    versions = List.copyOf(versions);
  }

  static Claim of(Optional<String> version, Optional<String> digest) {
    return new Claim(version.stream().toList(), digest);
  }
}
