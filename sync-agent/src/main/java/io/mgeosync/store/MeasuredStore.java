package io.mgeosync.store;

import io.mgeosync.manifest.digest.Digest;
import java.util.Set;

/** Counts and times writes too. */
final class MeasuredStore extends MeasuredReader implements Store {
  private final Store store;
  private final StoreMetrics metrics;

  MeasuredStore(Store store, StoreMetrics metrics) {
    super(store, metrics);
    this.store = store;
    this.metrics = metrics;
  }

  @Override
  public StoredObject put(ObjectKey key, Content content, Precondition precondition) {
    return metrics.measure("put", () -> store.put(key, content, precondition));
  }

  @Override
  public Set<Capability> capabilities() {
    return store.capabilities();
  }

  @Override
  public Set<Capability> lacking() {
    return store.lacking();
  }

  @Override
  public void learnPreconditions(ObjectKey scratch) {
    store.learnPreconditions(scratch);
  }

  @Override
  public boolean holds(StoredObject object, Digest sha256) {
    return metrics.measure("holds", () -> store.holds(object, sha256));
  }
}
