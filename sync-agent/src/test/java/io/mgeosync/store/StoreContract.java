package io.mgeosync.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises; each one, decorators included, inherits these tests. */
public abstract class StoreContract {
  private static final ObjectKey KEY = new ObjectKey("model/v1/weights.onnx");
  private static final Precondition ANY = new Precondition.None();

  private Store store = new InMemoryStore();

  /** A new, empty store. */
  protected abstract Store create() throws Exception;

  /**
   * Whether the very server under test, and not only its protocol, lets one of several racing
   * writers win.
   */
  protected boolean decidesRaces() {
    return true;
  }

  @BeforeEach
  final void open() throws Exception {
    store = create();
  }

  @AfterEach
  final void close() {
    store.close();
  }

  private StoredObject put(String key, String text) {
    return store.put(new ObjectKey(key), Content.of(text.getBytes(UTF_8)), ANY);
  }

  private String text(StoredObject object) {
    return new String(StoreReads.readAll(store, object, 1 << 20), UTF_8);
  }

  @Test
  void whatWasNeverWrittenIsNotFound() {
    put("model/v1/other", "x");
    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  void aFolderIsNotAnObject() {
    put("model/v1/weights.onnx", "x");
    assertThat(store.find(new ObjectKey("model/v1"))).isEmpty();
  }

  @Test
  void whatIsBelowAnObjectIsNotFound() {
    put("model", "x");
    assertThat(store.find(new ObjectKey("model/v1"))).isEmpty();
  }

  @Test
  void whatWasWrittenIsFoundAsPutReturnedIt() {
    StoredObject written = put("model/v1/weights.onnx", "weights");
    assertThat(written.size()).isEqualTo(7);
    assertThat(store.find(KEY)).contains(written);
    assertThat(text(written)).isEqualTo("weights");
  }

  @Test
  void anEmptyObjectIsAnObject() {
    StoredObject written = put("model/v1/empty", "");
    assertThat(store.find(written.key())).contains(written);
    assertThat(text(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b+c%20&d=e?f#g", "模型/地址.bin", "~tilde!'()*", "deep/er/and/deeper/x", ".hidden"})
  void anyNameComesBackAsItWasGiven(String name) {
    StoredObject written = put("names/" + name, name);
    assertThat(store.find(written.key())).contains(written);
    assertThat(store.list(new ObjectKey("names"))).containsExactly(written);
    assertThat(text(written)).isEqualTo(name);
  }

  @Test
  void aListingHasEverythingBelowTheFolderSortedAndNothingElse() {
    StoredObject b = put("model-v1/b", "2");
    StoredObject deep = put("model-v1/a/deep/x", "1");
    StoredObject dash = put("model-v1/a-b", "3");
    put("model-v10/a", "4");
    put("model-v1.txt", "5");
    put("other/model-v1/a", "6");
    assertThat(store.list(new ObjectKey("model-v1"))).containsExactly(dash, deep, b);
  }

  @Test
  void aListingOfNothingIsEmpty() {
    put("model/v1/x", "x");
    assertThat(store.list(new ObjectKey("model/v2"))).isEmpty();
  }

  @Test
  void aRangeYieldsExactlyItsBytes() throws IOException {
    StoredObject object = put("model/v1/x", "0123456789");
    try (InputStream in = store.open(object, new ByteRange(3, 4))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("3456");
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void aLargeObjectComesBackWholeAndInPieces() throws IOException {
    byte[] bytes = new byte[(9 << 20) + 17];
    new Random(7).nextBytes(bytes);
    StoredObject object = store.put(KEY, Content.of(bytes), ANY);
    assertThat(store.find(KEY)).contains(object);
    assertThat(StoreReads.readAll(store, object, bytes.length)).isEqualTo(bytes);
    try (InputStream in = store.open(object, new ByteRange(bytes.length - 5, 5))) {
      assertThat(in.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 5, bytes.length));
    }
  }

  @Test
  void aRangeBeyondTheEndIsRefusedNeverShortened() {
    StoredObject object = put("model/v1/x", "0123456789");
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> drain(object, new ByteRange(5, 6)))
        .satisfies(e -> assertThat(storeException(e)).isNotNull());
  }

  private void drain(StoredObject object, ByteRange range) throws IOException {
    try (InputStream in = store.open(object, range)) {
      in.readAllBytes();
    }
  }

  private static Throwable storeException(Throwable e) {
    return e instanceof StoreException || e.getCause() == null ? e : e.getCause();
  }

  @Test
  void anObjectThatWasReplacedIsNotReadThroughItsOldName() {
    StoredObject old = put("model/v1/x", "old bytes");
    put("model/v1/x", "new bytes");
    assertThatExceptionOfType(ObjectChangedException.class)
        .isThrownBy(() -> drain(old, new ByteRange(0, 3)))
        .satisfies(e -> assertThat(e.key()).isEqualTo(old.key()))
        .satisfies(e -> assertThat(e.retryable()).isTrue());
  }

  @Test
  void readingWhatIsNotThereSaysSo() {
    put("model/v1/y", "y");
    StoredObject ghost = new StoredObject(new ObjectKey("model/v1/x"), 3, "no-such-tag");
    assertThatExceptionOfType(ObjectMissingException.class)
        .isThrownBy(() -> drain(ghost, new ByteRange(0, 3)))
        .satisfies(e -> assertThat(e.key()).isEqualTo(ghost.key()));
  }

  @Test
  void aWriteOverAnObjectReplacesItAndItsTag() {
    StoredObject old = put("model/v1/x", "old");
    StoredObject replaced = put("model/v1/x", "new");
    assertThat(replaced.tag()).isNotEqualTo(old.tag());
    assertThat(text(replaced)).isEqualTo("new");
  }

  @Test
  void onlyTheFirstWriterOfAnAbsentObjectWrites() {
    Precondition absent = new Precondition.Absent();
    StoredObject first = store.put(KEY, Content.of("1".getBytes(UTF_8)), absent);
    assertThatExceptionOfType(PreconditionFailedException.class)
        .isThrownBy(() -> store.put(KEY, Content.of("2".getBytes(UTF_8)), absent))
        .satisfies(e -> assertThat(e.key()).isEqualTo(KEY));
    assertThat(store.find(KEY)).contains(first);
    assertThat(text(first)).isEqualTo("1");
  }

  @Test
  void anUnchangedObjectIsReplacedAndAChangedOneIsNot() {
    StoredObject one = put("channels/p.yaml", "1");
    StoredObject two =
        store.put(one.key(), Content.of("2".getBytes(UTF_8)), new Precondition.Unchanged(one));
    assertThatExceptionOfType(PreconditionFailedException.class)
        .isThrownBy(
            () ->
                store.put(
                    one.key(), Content.of("3".getBytes(UTF_8)), new Precondition.Unchanged(one)));
    assertThat(store.find(one.key())).contains(two);
    assertThat(text(two)).isEqualTo("2");
  }

  @Test
  void anObjectThatIsGoneIsNotUnchanged() {
    put("channels/other.yaml", "x");
    StoredObject ghost = new StoredObject(new ObjectKey("channels/p.yaml"), 3, "no-such-tag");
    assertThatExceptionOfType(PreconditionFailedException.class)
        .isThrownBy(
            () ->
                store.put(ghost.key(), Content.of(new byte[1]), new Precondition.Unchanged(ghost)));
    assertThat(store.find(ghost.key())).isEmpty();
  }

  @Test
  void ofTwentyRacingWritersOneWins() throws Exception {
    put(
        "seen",
        "a conditional write, so that a store that must learn what it can do has learnt it");
    store.put(new ObjectKey("learn"), Content.of(new byte[] {1}), new Precondition.Absent());
    assumeThat(decidesRaces()).isTrue();
    assumeThat(store.capabilities()).contains(Store.Capability.ATOMIC_IF_ABSENT);
    assertThat(winnersOf(20, new Precondition.Absent(), KEY)).isEqualTo(1);
  }

  @Test
  void ofTwentyRacingReplacersOneWins() throws Exception {
    StoredObject learn = put("learn", "1");
    store.put(learn.key(), Content.of("2".getBytes(UTF_8)), new Precondition.Unchanged(learn));
    assumeThat(decidesRaces()).isTrue();
    assumeThat(store.capabilities()).contains(Store.Capability.ATOMIC_IF_UNCHANGED);
    StoredObject old = put("channels/p.yaml", "old");
    assertThat(winnersOf(20, new Precondition.Unchanged(old), old.key())).isEqualTo(1);
  }

  private long winnersOf(int writers, Precondition precondition, ObjectKey key) throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var results =
          IntStream.range(0, writers)
              .mapToObj(
                  i ->
                      pool.submit(
                          () ->
                              store.put(
                                  key, Content.of(("writer" + i).getBytes(UTF_8)), precondition)))
              .toList();
      return results.stream().filter(StoreContract::won).count();
    }
  }

  private static boolean won(Future<StoredObject> writer) {
    try {
      writer.get();
      return true;
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(PreconditionFailedException.class);
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWriteWhoseContentBreaksOffLeavesTheOldObject() {
    StoredObject old = put("model/v1/x", "old");
    Content broken = new Content(10, () -> new ByteArrayInputStream(new byte[4]));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.put(old.key(), broken, ANY));
    assertThat(store.find(old.key())).contains(old);
    assertThat(store.list(new ObjectKey("model"))).containsExactly(old);
  }

  @Test
  void theLocationIsNamedInRefusals() {
    put("x/y", "z");
    assertThatExceptionOfType(ObjectMissingException.class)
        .isThrownBy(() -> StoreReads.readAll(store, KEY, 10))
        .withMessageContaining(store.location());
  }

  @Test
  void anObjectThatIsTooLargeForMemoryIsRefusedUnread() {
    StoredObject object = put("x/y", "0123456789");
    assertThatExceptionOfType(ObjectTooLargeException.class)
        .isThrownBy(() -> StoreReads.readAll(store, object.key(), 9));
  }
}
