package io.mgeosync.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.manifest.Refusal.Kind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RetryingStoreTest extends StoreContract {
  private static final ObjectKey KEY = new ObjectKey("model/v1/x");
  private static final RetrySettings QUICK =
      new RetrySettings(4, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(20));

  private final InMemoryStore memory = new InMemoryStore();
  private final FaultyStore faulty = new FaultyStore(memory);
  private final Store store =
      new RetryingStore(faulty, QUICK, MinimumPace.ofStore(Duration.ofSeconds(30)));

  @Override
  protected Store create() {
    return new RetryingStore(
        new InMemoryStore(), QUICK, MinimumPace.ofStore(Duration.ofSeconds(30)));
  }

  private StoredObject stored() {
    return memory.put(KEY, Content.of("0123456789".getBytes(UTF_8)), new Precondition.None());
  }

  @Test
  void aStoreThatComesBackIsNoFailure() {
    StoredObject object = stored();
    faulty.fail(FaultyStore.first(3, FaultyStore.on("find")));
    assertThat(store.find(KEY)).contains(object);
    assertThat(faulty.calls()).isEqualTo(4);
  }

  @Test
  void afterTheLastAttemptTheStoresOwnRefusalComesOut() {
    faulty.fail(FaultyStore.on("find"));
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> store.find(KEY))
        .withMessageContaining("injected");
    assertThat(faulty.calls()).isEqualTo(4);
  }

  @Test
  void whatCannotGetBetterIsAskedOnce() {
    faulty.fail(FaultyStore.on("find"), () -> new StoreException(Kind.DENIED, "no", "ask", null));
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.find(KEY));
    assertThat(faulty.calls()).isEqualTo(1);
  }

  @Test
  void aReplacedObjectIsNotAskedForAgain() {
    StoredObject old = stored();
    stored();
    assertThatExceptionOfType(ObjectChangedException.class)
        .isThrownBy(() -> store.open(old, new ByteRange(0, 1)));
    assertThat(faulty.calls()).isEqualTo(1);
  }

  @Test
  void aRetriedOpeningStartsAtTheStartOfItsRange() throws IOException {
    StoredObject object = stored();
    faulty.fail(FaultyStore.first(2, FaultyStore.on("open")));
    try (var in = store.open(object, new ByteRange(2, 3))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("234");
    }
  }

  @Test
  void aStreamThatBreaksMidwayIsTheReadersToHandle() throws IOException {
    StoredObject object = stored();
    faulty.truncate(FaultyStore.on("open"), 4);
    try (var in = store.open(object, new ByteRange(0, 10))) {
      assertThat(in.readNBytes(4)).hasSize(4);
      assertThatExceptionOfType(IOException.class).isThrownBy(in::readAllBytes);
    }
    assertThat(faulty.calls()).isEqualTo(1);
  }

  @Test
  void theStoresOwnWaitIsKept() {
    stored();
    Duration asked = Duration.ofMillis(150);
    faulty.fail(
        FaultyStore.nth(1), () -> new StoreUnavailableException("busy", "wait", asked, null));
    long start = System.nanoTime();
    store.find(KEY);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
  }
}
