package io.mgeosync.publish;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Refusal;
import java.util.List;
import java.util.Optional;

/** The channel's history holds no version to step back to. */
public final class NothingBeforeException extends Refusal {
  private final List<BundleVersion> known;

  /**
   * @param known what could be named instead, oldest first
   */
  NothingBeforeException(
      String channel, BundleName bundle, Optional<BundleVersion> asked, List<BundleVersion> known) {
    super(Kind.MISSING, reason(channel, bundle, asked), remedy(channel, bundle, known), null);
    this.known = List.copyOf(known);
  }

  public List<BundleVersion> known() {
    return known;
  }

  private static String reason(String channel, BundleName bundle, Optional<BundleVersion> asked) {
    return asked
        .map(
            version ->
                "%s %s was never promoted to channel \"%s\"".formatted(bundle, version, channel))
        .orElse("channel \"%s\" had no version of %s before".formatted(channel, bundle));
  }

  private static String remedy(String channel, BundleName bundle, List<BundleVersion> known) {
    return known.isEmpty()
        ? "choose a published version with `mgeo-sync promote --channel %s --bundle %s --version …`"
            .formatted(channel, bundle)
        : "name one of %s with --version".formatted(known);
  }
}
