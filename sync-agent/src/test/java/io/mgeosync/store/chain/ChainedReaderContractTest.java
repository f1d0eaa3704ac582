package io.mgeosync.store.chain;

import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.FaultyStore;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreContract;
import io.mgeosync.store.StoredObject;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** With mirrors that are empty or broken, a chain is the origin. */
final class ChainedReaderContractTest extends StoreContract {
  @Override
  protected Store create() {
    InMemoryStore origin = new InMemoryStore();
    FaultyStore broken = new FaultyStore(new InMemoryStore()).fail(call -> true);
    List<Mirror> mirrors =
        List.of(new Mirror("broken", broken), new Mirror("empty", new InMemoryStore()));
    return new Written(
        origin,
        new ChainedReader(mirrors, origin, Backoff.DEFAULT, InstantSource.system(), new Random(1)));
  }

  /** Written through to the origin, read through the chain. */
  private record Written(Store origin, ChainedReader chain) implements Store {
    @Override
    public Optional<StoredObject> find(ObjectKey key) {
      return chain.find(key);
    }

    @Override
    public List<StoredObject> list(ObjectKey folder) {
      return chain.list(folder);
    }

    @Override
    public InputStream open(StoredObject object, ByteRange range) {
      return chain.open(object, range);
    }

    @Override
    public StoredObject put(ObjectKey key, Content content, Precondition precondition) {
      return origin.put(key, content, precondition);
    }

    @Override
    public Set<Capability> capabilities() {
      return origin.capabilities();
    }

    @Override
    public Set<Capability> lacking() {
      return origin.lacking();
    }

    @Override
    public boolean holds(StoredObject object, Digest sha256) {
      return origin.holds(object, sha256);
    }

    @Override
    public String location() {
      return origin.location();
    }

    @Override
    public void close() {
      chain.close();
    }
  }
}
