package io.mgeosync.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.Pin;
import io.mgeosync.channel.Races;
import io.mgeosync.channel.StoreChannels;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.publish.PromoteOptions;
import io.mgeosync.publish.Promoter;
import io.mgeosync.publish.Publisher;
import io.mgeosync.store.MinimumPace;
import io.mgeosync.store.RetrySettings;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreDecorators;
import io.mgeosync.store.StoreMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What a publisher does, on each server of the field. */
final class S3PromoteTest {
  private static final BundleName BASE = new BundleName("mgeo-base");
  private static final Clock CLOCK = Clock.systemUTC();
  private static final PromoteOptions AT_ONCE = PromoteOptions.AT_ONCE.withCreate(true);

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aChannelGoesForthAndBackOnEachServer(Dialect dialect) throws Exception {
    try (DialectServer server = DialectServer.start(dialect, directory.resolve("s3"));
        Store store = open(server)) {
      Pin v1 = publish(store, "v1");
      Pin v2 = publish(store, "v2");
      promoter(store, Races.RISKED).promote("production", v1, AT_ONCE);
      promoter(store, Races.RISKED).promote("production", v2, AT_ONCE);
      Channel back = promoter(store, Races.RISKED).rollback("production", BASE, Optional.empty());
      assertThat(back.sequence()).isEqualTo(3);
      assertThat(back.serve()).containsExactly(v1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"SWIFT", "IGNORANT", "VERSIONED_IGNORANT"})
  void whereConditionsAreNotHonouredNoChannelIsWrittenUnasked(Dialect dialect) throws Exception {
    try (DialectServer server = DialectServer.start(dialect, directory.resolve("s3"));
        Store publishing = open(server);
        Store promoting = open(server)) {
      Pin v1 = publish(publishing, "v1");
      Promoter promoter = promoter(promoting, Races.REFUSED);
      assertThat(promoter.warning()).as("of a server that was not asked").isEmpty();
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> promoter.promote("production", v1, AT_ONCE))
          .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.CONFIGURATION))
          .withMessageContaining("has no atomic conditional writes")
          .withMessageContaining("--force-unsafe");
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> new StoreChannels(promoting, "production").read())
          .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Kind.MISSING))
          .withMessageContaining("there is no channel \"");
      assertThat(promoter.warning().orElseThrow()).contains("no atomic conditional writes");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"SWIFT", "IGNORANT", "VERSIONED_IGNORANT", "STUBBORN"},
      mode = Mode.EXCLUDE)
  void whereConditionsAreHonouredNothingIsWarnedOfAndNothingMustBeForced(Dialect dialect)
      throws Exception {
    try (DialectServer server = DialectServer.start(dialect, directory.resolve("s3"));
        Store store = open(server)) {
      Pin v1 = publish(store, "v1");
      Promoter promoter = promoter(store, Races.REFUSED);
      promoter.promote("production", v1, AT_ONCE);
      promoter.promote("production", v1, AT_ONCE);
      assertThat(promoter.warning()).isEmpty();
      assertThat(promoter.clockWarning()).isEmpty();
    }
  }

  /**
   * It honours a condition on what is absent, so that only the second change shows what it lacks.
   */
  @Test
  void aChangeThatWasNotProtectedNeverCountsAsDone() throws Exception {
    try (DialectServer server = DialectServer.start(Dialect.STUBBORN, directory.resolve("s3"));
        Store store = open(server)) {
      Pin v1 = publish(store, "v1");
      Promoter promoter = promoter(store, Races.REFUSED);
      promoter.promote("production", v1, AT_ONCE);
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> promoter.promote("production", v1, AT_ONCE))
          .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Kind.CONFIGURATION))
          .withMessageContaining("has no atomic conditional writes")
          .withMessageContaining(". This one is written all the same; ");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"STANDARD", "CEPH", "SWIFT"})
  void ofTwoRacingPromotersNoneLosesWhatItSaidIsDone(Dialect dialect) throws Exception {
    try (DialectServer server = DialectServer.start(dialect, directory.resolve("s3"));
        Store one = open(server);
        Store two = open(server);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Pin v1 = publish(one, "v1");
      List<Callable<List<Channel>>> work = List.of(() -> changes(one, v1), () -> changes(two, v1));
      List<Channel> done = new ArrayList<>();
      for (Future<List<Channel>> writer : threads.invokeAll(work)) {
        done.addAll(writer.get());
      }
      StoreChannels channels = new StoreChannels(one, "production");
      List<Channel> inForceOrPast =
          Stream.concat(Stream.of(channels.read()), channels.history().stream()).toList();
      assertThat(done).extracting(Channel::sequence).doesNotHaveDuplicates().hasSize(6);
      assertThat(inForceOrPast).containsAll(done);
    }
  }

  private static List<Channel> changes(Store store, Pin pin) {
    List<Channel> done = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      done.add(promoter(store, Races.RISKED).promote("production", pin, AT_ONCE).now());
    }
    return done;
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"STANDARD", "CEPH", "SWIFT", "VERSIONED"})
  void publishingTheSameAgainWritesNothing(Dialect dialect) throws Exception {
    try (DialectServer server = DialectServer.start(dialect, directory.resolve("s3"));
        Store store = open(server)) {
      byte[] large = new byte[S3Uploads.PART + 5];
      new Random(3).nextBytes(large);
      Path model = model("v1");
      Files.write(model.resolve("large.bin"), large);
      Pin pin = new Publisher(store, CLOCK).publish(model, BASE, new BundleVersion("v1"));
      List<String> before = List.copyOf(server.written());
      assertThat(before).doesNotHaveDuplicates();
      assertThat(new Publisher(store, CLOCK).publish(model, BASE, pin.version())).isEqualTo(pin);
      assertThat(server.written()).isEqualTo(before);
    }
  }

  private static Promoter promoter(Store store, Races races) {
    return new Promoter(store, CLOCK, races);
  }

  private static Store open(DialectServer server) {
    return StoreDecorators.wrap(
        server.open("s3://models/p"),
        RetrySettings.DEFAULT,
        MinimumPace.ofStore(Duration.ofSeconds(30)),
        new StoreMetrics(new PrometheusRegistry()));
  }

  private Pin publish(Store store, String version) throws IOException {
    return new Publisher(store, CLOCK).publish(model(version), BASE, new BundleVersion(version));
  }

  private Path model(String version) throws IOException {
    Path model = Files.createDirectories(directory.resolve(version));
    Files.writeString(model.resolve("weights.bin"), version);
    return model;
  }
}
