package io.mgeosync.publish;

import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoredObject;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs something between the scan of a directory and its upload. */
class Meddling implements Store {
  private final Store store;
  private final Runnable meddle;

  Meddling(Store store, Runnable meddle) {
    this.store = store;
    this.meddle = meddle;
  }

  @Override
  public List<StoredObject> list(ObjectKey folder) {
    meddle.run();
    return store.list(folder);
  }

  @Override
  public StoredObject put(ObjectKey key, Content content, Precondition precondition) {
    return store.put(key, content, precondition);
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    return store.find(key);
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    return store.open(object, range);
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
    return store.holds(object, sha256);
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
