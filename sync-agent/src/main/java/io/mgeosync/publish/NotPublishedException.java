package io.mgeosync.publish;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Refusal;

/** The store has no manifest for this version: it was never published, or not to the end. */
public final class NotPublishedException extends Refusal {
  private final BundleName bundle;
  private final BundleVersion version;

  NotPublishedException(BundleName bundle, BundleVersion version, String location) {
    super(
        Kind.MISSING,
        "%s %s is not published in %s".formatted(bundle, version, location),
        "correct the version, or publish it with `mgeo-sync publish DIR --bundle %s --version %s`"
            .formatted(bundle, version),
        null);
    this.bundle = bundle;
    this.version = version;
  }

  public BundleName bundle() {
    return bundle;
  }

  public BundleVersion version() {
    return version;
  }
}
