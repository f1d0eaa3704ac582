package io.mgeosync.channel;

import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.PreconditionFailedException;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoredObject;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a retry over a store makes of answers that get lost: every conditional write happens, is
 * sent again, and is then refused because the object is there. It promises no atomic writes.
 */
public final class LostAnswers implements Store {
  private final Store store;

  public LostAnswers(Store store) {
    this.store = store;
  }

  @Override
  public StoredObject put(ObjectKey key, Content content, Precondition precondition) {
    store.put(key, content, precondition);
    throw new PreconditionFailedException(key, location());
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
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
  public Set<Capability> lacking() {
    return EnumSet.allOf(Capability.class);
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
