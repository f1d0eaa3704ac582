package io.mgeosync.reconcile;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;

/** There is no release that could be verified. */
public final class NothingActiveException extends Refusal {
  private final BundleName bundle;

  NothingActiveException(BundleName bundle) {
    super(Kind.MISSING, "no release of " + bundle + " is active on this node", "run a sync", null);
    this.bundle = bundle;
  }

  public BundleName bundle() {
    return bundle;
  }
}
