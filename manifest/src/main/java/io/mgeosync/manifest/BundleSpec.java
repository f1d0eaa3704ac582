package io.mgeosync.manifest;

import io.mgeosync.manifest.smoke.SmokeCase;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle asks of a node that serves it.
 *
 * @param smoke golden cases, each with a name of its own; empty when it carries none
 */
public record BundleSpec(Optional<Requirements> requirements, List<SmokeCase> smoke) {
  public static final BundleSpec NOTHING = new BundleSpec(Optional.empty(), List.of());

  /** The most golden cases of one bundle. */
  public static final int MAX_CASES = 16;

  public BundleSpec {
    smoke = List.copyOf(smoke);
    if (smoke.size() > MAX_CASES) {
      throw new IllegalArgumentException("a bundle has at most %d cases".formatted(MAX_CASES));
    }
    if (smoke.stream().map(SmokeCase::name).distinct().count() < smoke.size()) {
      throw new IllegalArgumentException("two cases have one name");
    }
  }

  /** Whether a format 1.0 manifest says it all. */
  public boolean nothing() {
    return equals(NOTHING);
  }
}
