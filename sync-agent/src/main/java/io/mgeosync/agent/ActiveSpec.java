package io.mgeosync.agent;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleSpec;
import io.mgeosync.reconcile.BundleState;
import io.mgeosync.verify.ManifestFile;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the active release asks of a node; its manifest is read once for each release. */
final class ActiveSpec implements Supplier<BundleSpec> {
  private final Supplier<BundleState> state;
  private volatile @Nullable Read last;

  private record Read(Pin pin, BundleSpec asks) {}

  ActiveSpec(Supplier<BundleState> state) {
    this.state = state;
  }

  /**
   * While nothing is active, nothing is asked.
   *
   * @throws io.mgeosync.manifest.Refusal when the manifest cannot be read or is not the pinned one
   */
  @Override
  public BundleSpec get() {
    return state.get().active().map(this::of).orElse(BundleSpec.NOTHING);
  }

  /** As above, of a release that was active a moment ago. */
  BundleSpec of(ActiveRelease release) {
    Read before = last;
    if (before != null && before.pin().equals(release.pin())) {
      return before.asks();
    }
    BundleSpec asks =
        ManifestFile.read(release.folder(), Optional.of(release.pin().digest())).manifest().asks();
    last = new Read(release.pin(), asks);
    return asks;
  }
}
