package io.mgeosync.reconcile;

import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoredObject;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is asked of a store, and the bytes of what is not a manifest. */
final class CountingReader implements StoreReader {
  private final StoreReader store;
  final AtomicInteger requests = new AtomicInteger();
  final AtomicLong bytes = new AtomicLong();

  CountingReader(StoreReader store) {
    this.store = store;
  }

  void reset() {
    requests.set(0);
    bytes.set(0);
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    requests.incrementAndGet();
    return store.find(key);
  }

  @Override
  public List<StoredObject> list(ObjectKey folder) {
    requests.incrementAndGet();
    return store.list(folder);
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    requests.incrementAndGet();
    if (!object.key().value().endsWith("manifest.json")) {
      bytes.addAndGet(range.length());
    }
    return store.open(object, range);
  }

  @Override
  public void distrust(StoredObject object) {
    store.distrust(object);
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void close() {
    store.close();
  }
}
