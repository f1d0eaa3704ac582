package io.mgeosync.store;

final class InMemoryStoreTest extends StoreContract {
  @Override
  protected Store create() {
    return new InMemoryStore();
  }
}
