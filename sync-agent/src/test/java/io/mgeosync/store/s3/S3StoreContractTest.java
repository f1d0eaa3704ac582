package io.mgeosync.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.Store;
import io.mgeosync.store.Store.Capability;
import io.mgeosync.store.StoreContract;
import io.mgeosync.store.StoredObject;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of a store on each server of the field. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class S3StoreContractTest extends StoreContract {
  private static final Content BYTES = Content.of("bytes".getBytes(UTF_8));

  private static final AtomicInteger STORES = new AtomicInteger();

  @TempDir private static Path directory;
  private static @Nullable DialectServer running;

  private final Dialect dialect;

  S3StoreContractTest(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeParameterizedClassInvocation
  static void start(Dialect dialect) throws Exception {
    running = DialectServer.start(dialect, directory.resolve(dialect.name()));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    server().close();
  }

  private static DialectServer server() {
    return Objects.requireNonNull(running);
  }

  /** Each test has a prefix of its own in one bucket, as stores in practice may have. */
  @Override
  protected Store create() {
    return server().open("s3://models/prefix-" + STORES.incrementAndGet());
  }

  @Test
  void whatTheServerCanDoIsLearntAndNothingElse() {
    try (Store store = create()) {
      assertThat(store.capabilities()).isEmpty();
      assertThat(store.lacking()).as("of a server that was not asked").isEmpty();
      writeOnce(store, new ObjectKey("model/v1/x"));
      Set<Capability> lacking = new HashSet<>(EnumSet.allOf(Capability.class));
      lacking.removeAll(dialect.capabilities());
      assertThat(store.capabilities()).isEqualTo(dialect.capabilities());
      assertThat(store.lacking()).isEqualTo(lacking);
    }
  }

  @Test
  void learningLeavesOneVersionOfEachObject() {
    if (dialect.keepsVersions()) {
      try (Store store = create()) {
        ObjectKey key = new ObjectKey("model/v1/x");
        writeOnce(store, key);
        String path = "/models/prefix-" + STORES.get() + "/" + key;
        assertThat(server().written().stream().filter(path::equals)).hasSize(2);
      }
    }
  }

  /** One write that needs each condition: absent first, then unchanged. */
  private static void writeOnce(Store store, ObjectKey key) {
    StoredObject first = store.put(key, BYTES, new Precondition.Absent());
    assertThat(store.find(key)).contains(first);
    Content other = Content.of("other bytes".getBytes(UTF_8));
    StoredObject second = store.put(key, other, new Precondition.Unchanged(first));
    assertThat(store.find(key)).contains(second);
  }

  @Test
  void aStoreThatIsAskedBeforeItWritesHasOnlyWhatAWriterLeaves() {
    try (Store store = create()) {
      ObjectKey scratch = new ObjectKey("channels/p/asked");
      store.learnPreconditions(scratch);
      if (dialect.looksAtConditions()) {
        assertThat(store.find(scratch)).isEmpty();
      } else {
        assertThat(store.lacking()).isEqualTo(EnumSet.allOf(Capability.class));
      }
    }
  }
}
