package io.mgeosync.store;

import io.mgeosync.manifest.digest.Digest;
import java.util.Set;

/** Writes too are repeated; {@link Store#put} says what a repeated conditional write may find. */
final class RetryingStore extends RetryingReader implements Store {
  private final Store store;

  RetryingStore(Store store, RetrySettings settings, MinimumPace pace) {
    super(store, settings, pace);
    this.store = store;
  }

  @Override
  public StoredObject put(ObjectKey key, Content content, Precondition precondition) {
    return retry(() -> store.put(key, content, precondition));
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
    retry(
        () -> {
          store.learnPreconditions(scratch);
          return scratch;
        });
  }

  @Override
  public boolean holds(StoredObject object, Digest sha256) {
    return retry(() -> store.holds(object, sha256));
  }
}
