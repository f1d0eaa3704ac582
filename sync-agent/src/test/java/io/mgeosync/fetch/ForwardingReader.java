package io.mgeosync.fetch;

import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoredObject;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Passes every call on; tests override what should go wrong. */
class ForwardingReader implements StoreReader {
  private final StoreReader store;

  ForwardingReader(StoreReader store) {
    this.store = store;
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    return store.find(key);
  }

  @Override
  public List<StoredObject> list(ObjectKey folder) {
    return store.list(folder);
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    return store.open(object, range);
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
