package io.mgeosync.store.dir;

import io.mgeosync.store.Store;
import io.mgeosync.store.StoreContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryStoreContractTest extends StoreContract {
  @TempDir private Path directory;

  @Override
  protected Store create() {
    return DirectoryStore.forPublishing(directory, Duration.ofSeconds(20));
  }
}
