package io.mgeosync.agent;

import io.mgeosync.probe.smoke.Golden;
import io.mgeosync.reconcile.BundleState;
import java.util.Optional;
import java.util.function.Supplier;

/** The golden cases in the active release's manifest, read once for each release. */
final class GoldenCases implements Supplier<Optional<Golden>> {
  private final Supplier<BundleState> state;
  private final ActiveSpec asks;

  GoldenCases(Supplier<BundleState> state) {
    this.state = state;
    this.asks = new ActiveSpec(state);
  }

  /** What is answered while a switch is going on is no proof once it has ended. */
  @Override
  public Optional<Golden> get() {
    BundleState now = state.get();
    String generation = now.epoch() + (now.switching() ? " switching" : "");
    return now.active().map(release -> new Golden(generation, asks.of(release).smoke()));
  }
}
