package io.mgeosync.reconcile;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The one place where a bundle's state changes; readers take the last snapshot without a lock. */
public final class StateHolder {
  private final AtomicReference<BundleState> state = new AtomicReference<>(BundleState.initial());

  public BundleState get() {
    return state.get();
  }

  BundleState update(UnaryOperator<BundleState> change) {
    return state.updateAndGet(change);
  }
}
