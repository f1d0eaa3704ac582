package io.mgeosync.agent;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.probe.smoke.Golden;
import io.mgeosync.reconcile.BundleState;
import io.mgeosync.verify.ManifestFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The golden cases in the active release's manifest, read once for each release. */
final class GoldenCases implements Supplier<Optional<Golden>> {
  private final Supplier<BundleState> state;
  private volatile @Nullable Read last;

  private record Read(Pin pin, List<SmokeCase> cases) {}

  GoldenCases(Supplier<BundleState> state) {
    this.state = state;
  }

  /** What is answered while a switch is going on is no proof once it has ended. */
  @Override
  public Optional<Golden> get() {
    BundleState now = state.get();
    String generation = now.epoch() + (now.switching() ? " switching" : "");
    return now.active().map(release -> new Golden(generation, cases(release)));
  }

  private List<SmokeCase> cases(ActiveRelease release) {
    Read before = last;
    if (before != null && before.pin().equals(release.pin())) {
      return before.cases();
    }
    var manifest = ManifestFile.read(release.folder(), Optional.of(release.pin().digest()));
    List<SmokeCase> cases = manifest.manifest().asks().smoke();
    last = new Read(release.pin(), cases);
    return cases;
  }
}
