package io.mgeosync.store;

final class FaultyStoreTest extends StoreContract {
  @Override
  protected Store create() {
    return new FaultyStore(new InMemoryStore());
  }
}
