package io.mgeosync.store.s3;

import io.mgeosync.store.Store;
import io.mgeosync.store.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3StoreContractTest extends StoreContract {
  private S3Server server;
  private int stores;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    server = S3Server.start(directory);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** Each test has a prefix of its own in one bucket, as stores in practice may have. */
  @Override
  protected Store create() {
    return server.open("s3://models/prefix-" + ++stores);
  }

  /** S3Proxy on files compares first and writes then: of two racing writers, both may win there. */
  @Override
  protected boolean decidesRaces() {
    return false;
  }
}
