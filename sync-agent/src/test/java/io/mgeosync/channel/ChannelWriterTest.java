package io.mgeosync.channel;

import static io.mgeosync.channel.Pins.EXPIRES;
import static io.mgeosync.channel.Pins.channel;
import static io.mgeosync.channel.Pins.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.store.Content;
import io.mgeosync.store.FaultyStore;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChannelWriterTest {
  private static final ObjectKey KEY = StoreKeys.channel("production");

  private final InMemoryStore store = new InMemoryStore();

  @Test
  void aMissingChannelIsNamedWithItsRemedy() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> new StoreChannels(store, "production").read())
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISSING))
        .withMessageContaining("there is no channel \"")
        .withMessageContaining("\"production\" in memory:")
        .withMessageContaining("mgeo-sync promote --channel production");
  }

  @Test
  void eachChangeTakesTheNextSequenceAndKeepsTheLastInTheHistory() {
    for (int i = 1; i <= 12; i++) {
      serve(store, "v" + i);
    }
    StoreChannels channels = new StoreChannels(store, "production");
    assertThat(channels.read()).isEqualTo(channel(12, pin("v12")));
    assertThat(channels.history())
        .extracting(Channel::sequence)
        .containsExactly(11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(channels.history().getLast()).isEqualTo(channel(1, pin("v1")));
  }

  @Test
  void aChannelFileUnderAnotherNameIsRefused() {
    Channel canary = new Channel("canary", 5, EXPIRES, List.of(), List.of());
    put(ChannelYaml.format(canary));
    assertThatExceptionOfType(InvalidChannelException.class)
        .isThrownBy(() -> new StoreChannels(store, "production").read())
        .withMessageContaining("names \"canary\"");
  }

  @Test
  void aDamagedChannelIsNeverWrittenOver() {
    put("sequence: 7\n");
    assertThatExceptionOfType(InvalidChannelException.class).isThrownBy(() -> serve(store, "v1"));
    assertThat(store.list(new ObjectKey("channels"))).hasSize(1);
  }

  @Test
  void dyingAtAnyCallLeavesTheOldChannelOrTheNewOne() {
    for (int call = 1; call <= 4; call++) {
      InMemoryStore disk = new InMemoryStore();
      serve(disk, "v1");
      FaultyStore dying = new FaultyStore(disk).fail(FaultyStore.nth(call));
      attempt(dying);
      assertThat(new StoreChannels(disk, "production").read())
          .isIn(channel(1, pin("v1")), channel(2, pin("v2")));
      serve(disk, "v3");
      assertThat(new StoreChannels(disk, "production").history())
          .allMatch(past -> past.equals(channel(past.sequence(), pin("v" + past.sequence()))));
    }
  }

  @Test
  void aWriteWhoseAnswerWasLostIsRecognisedAsOurs() {
    serve(store, "v1");
    LostAnswers lost = new LostAnswers(store);
    Channel written =
        new ChannelWriter(lost, "production", Races.RISKED, pause -> {})
            .change((current, sequence) -> channel(sequence, pin("v2")));
    assertThat(written).isEqualTo(channel(2, pin("v2")));
    assertThat(new StoreChannels(store, "production").read()).isEqualTo(channel(2, pin("v2")));
  }

  @Test
  void writersThatRaceEachGetASequenceOfTheirOwn() throws Exception {
    int writers = 4;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Callable<Channel>> work =
          IntStream.range(0, writers)
              .mapToObj(i -> (Callable<Channel>) () -> serve(store, "v" + i))
              .toList();
      List<Long> won =
          threads.invokeAll(work).stream().flatMap(done -> sequence(done).stream()).toList();
      assertThat(won).doesNotHaveDuplicates().isNotEmpty();
      StoreChannels channels = new StoreChannels(store, "production");
      assertThat(channels.read().sequence()).isEqualTo(won.size());
      assertThat(channels.history()).hasSize(won.size() - 1);
    }
  }

  @Test
  void losingEveryRaceIsACleanRefusal() {
    ChannelWriter.Change overtaken =
        (current, sequence) -> {
          serve(store, "v" + sequence);
          return channel(sequence, pin("mine"));
        };
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(
            () ->
                new ChannelWriter(store, "production", Races.REFUSED, pause -> {})
                    .change(overtaken))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.BUSY))
        .withMessageContaining("was changed by another writer during each of 8 attempts");
    assertThat(new StoreChannels(store, "production").read().serve()).doesNotContain(pin("mine"));
  }

  @Test
  void aDeletedChannelComesBackWithASequenceThatWasNeverUsed() {
    serve(store, "v1");
    serve(store, "v2");
    serve(store, "v3");
    store.remove(KEY);
    assertThat(serve(store, "v4").sequence()).isEqualTo(4);
  }

  @Test
  void aChangeThatTakesAnotherSequenceIsAProgrammingError() {
    assertThatThrownBy(
            () ->
                new ChannelWriter(store, "production", Races.REFUSED, pause -> {})
                    .change((current, sequence) -> channel(9)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyAStoreWithoutConditionalWritesWarns() {
    assertThat(ChannelWriter.warning(store)).isEmpty();
    assertThat(ChannelWriter.warning(new LostAnswers(store)).orElseThrow()).contains("memory:");
  }

  private static void attempt(Store dying) {
    try {
      serve(dying, "v2");
    } catch (StoreException died) {
      assertThat(died.retryable()).isTrue();
    }
  }

  private static List<Long> sequence(Future<Channel> done) {
    try {
      return List.of(done.get().sequence());
    } catch (Exception e) {
      assertThat(e.getCause()).hasMessageContaining("was changed by another writer during each of");
      return List.of();
    }
  }

  private static Channel serve(Store store, String version) {
    return new ChannelWriter(store, "production", Races.REFUSED, pause -> {})
        .change((current, sequence) -> channel(sequence, pin(version)));
  }

  private void put(String text) {
    store.put(KEY, Content.of(text.getBytes(StandardCharsets.UTF_8)), new Precondition.None());
  }
}
