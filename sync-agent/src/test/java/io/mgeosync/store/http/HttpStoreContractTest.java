package io.mgeosync.store.http;

import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreContract;
import io.mgeosync.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is written goes straight into the server's memory; what is read comes over HTTP. */
final class HttpStoreContractTest extends StoreContract {
  @Override
  protected Store create() throws IOException {
    InMemoryStore objects = new InMemoryStore();
    TestServer server = TestServer.start(new ObjectHandler(objects));
    return new Served(objects, server, server.open());
  }

  private record Served(InMemoryStore objects, TestServer server, HttpStore http) implements Store {
    @Override
    public Optional<StoredObject> find(ObjectKey key) {
      return http.find(key);
    }

    @Override
    public InputStream open(StoredObject object, ByteRange range) {
      return http.open(object, range);
    }

    /** HTTP has none; the names are the server's, what they name comes over HTTP. */
    @Override
    public List<StoredObject> list(ObjectKey folder) {
      return objects.list(folder).stream()
          .map(object -> http.find(object.key()).orElseThrow())
          .toList();
    }

    @Override
    public StoredObject put(ObjectKey key, Content content, Precondition precondition) {
      objects.put(key, content, asTheServerKnowsIt(precondition));
      return http.find(key).orElseThrow();
    }

    private static Precondition asTheServerKnowsIt(Precondition precondition) {
      return precondition instanceof Precondition.Unchanged(StoredObject seen)
          ? new Precondition.Unchanged(
              new StoredObject(seen.key(), seen.size(), seen.tag().replace("\"", "")))
          : precondition;
    }

    @Override
    public Set<Capability> capabilities() {
      return objects.capabilities();
    }

    @Override
    public Set<Capability> lacking() {
      return objects.lacking();
    }

    @Override
    public boolean holds(StoredObject object, Digest sha256) {
      return objects.holds(object, sha256);
    }

    @Override
    public String location() {
      return http.location();
    }

    @Override
    public void close() {
      http.close();
      server.close();
    }
  }
}
