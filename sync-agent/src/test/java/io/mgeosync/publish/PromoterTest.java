package io.mgeosync.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelMemory;
import io.mgeosync.channel.Pin;
import io.mgeosync.channel.StoreChannels;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.store.FaultyStore;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromoterTest {
  private static final BundleName BASE = new BundleName("mgeo-base");
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW.plusMillis(7), ZoneOffset.UTC);
  private static final PromoteOptions PLAIN = PromoteOptions.AT_ONCE.withCreate(true);

  @TempDir Path folder;
  private final InMemoryStore store = new InMemoryStore();
  private final Promoter promoter = new Promoter(store, CLOCK);
  private Pin v1;
  private Pin v2;
  private Pin v3;

  @BeforeEach
  void publishThree() throws IOException {
    v1 = publish(BASE, "v1");
    v2 = publish(BASE, "v2");
    v3 = publish(BASE, "v3");
  }

  @Test
  void clocksThatDisagreeAreToldOfAndOthersAreNot() {
    assertThat(promoter.clockWarning()).as("a store that tells no time").isEmpty();
    assertThat(new Promoter(at(NOW.plusSeconds(100)), CLOCK).clockWarning()).isEmpty();
    assertThat(new Promoter(at(NOW.minus(Duration.ofDays(2))), CLOCK).clockWarning().orElseThrow())
        .contains("2026-11-21T00:00:00Z", "by this machine's 2026-11-23T00:00:00Z");
  }

  private Store at(Instant time) {
    return new Meddling(store, () -> {}) {
      @Override
      public Optional<Instant> storeTime() {
        return Optional.of(time);
      }
    };
  }

  @Test
  void aRolloutEndsByItself() {
    promote(v1, PLAIN);
    Channel during = promote(v2, PLAIN.withRollout(Duration.ofHours(1)));
    Instant end = during.rolloutEnds().orElseThrow();
    assertThat(during.allowed(BASE, end.minusSeconds(1))).containsExactly(v2, v1);
    assertThat(during.allowed(BASE, end)).containsExactly(v2);
  }

  @Test
  void theFirstPromoteMakesTheChannel() {
    Channel channel = promote(v1, PLAIN);
    assertThat(channel.sequence()).isEqualTo(1);
    assertThat(channel.serve()).containsExactly(v1);
    assertThat(channel.expires()).isEqualTo(NOW.plus(Duration.ofDays(90)));
    assertThat(read()).isEqualTo(channel);
  }

  @Test
  void aRolloutServesTwoTheNewOneFirstAndEndsWithOne() {
    promote(v1, PLAIN);
    assertThat(promote(v2, PLAIN.withRollout(Duration.ofHours(1))).serve()).containsExactly(v2, v1);
    assertThat(promote(v2, PLAIN).serve()).containsExactly(v2);
  }

  @Test
  void aSecondRolloutDropsTheOldestAndARepeatKeepsBoth() {
    promote(v1, PLAIN);
    promote(v2, PLAIN.withRollout(Duration.ofHours(1)));
    assertThat(promote(v3, PLAIN.withRollout(Duration.ofHours(1))).serve()).containsExactly(v3, v2);
    assertThat(promote(v3, PLAIN.withRollout(Duration.ofHours(1))).serve()).containsExactly(v3, v2);
  }

  @Test
  void aPrefetchChangesNothingThatServesAndThePromoteEndsIt() {
    promote(v1, PLAIN);
    Channel prefetching = promote(v2, PLAIN.withPrefetchOnly());
    assertThat(prefetching.serve()).containsExactly(v1);
    assertThat(prefetching.prefetch()).containsExactly(v2);
    assertThat(promote(v2, PLAIN).prefetch()).isEmpty();
  }

  @Test
  void otherBundlesKeepTheirPins() throws IOException {
    Pin other = publish(new BundleName("mgeo-large"), "v1");
    promote(other, PLAIN);
    promote(v1, PLAIN);
    assertThat(promote(v2, PLAIN).serve()).containsExactly(other, v2);
  }

  @Test
  void whatIsNotPublishedIsRefusedAndWritesNothing() {
    Pin absent = new Pin(BASE, new BundleVersion("v9"), v1.digest());
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> promote(absent, PLAIN))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISSING))
        .withMessageContaining(" is not published in ");
    Pin forged = new Pin(BASE, v1.version(), Digest.sha256Of(new byte[0]));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> promote(forged, PLAIN))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISMATCH))
        .withMessageContaining("has the digest %s, not %s".formatted(v1.digest(), forged.digest()));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(this::read)
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISSING))
        .withMessageContaining("there is no channel \"");
  }

  @Test
  void aRollbackIsANewerSequenceThatNodesAccept() throws IOException {
    NodeLayout layout = new NodeLayout(folder.resolve("state"), BASE);
    Files.createDirectories(layout.root());
    ChannelMemory memory = new ChannelMemory(layout, seen -> "write above " + seen);
    memory.accept(promote(v1, PLAIN));
    memory.accept(promote(v2, PLAIN));
    Channel back = memory.accept(rollback());
    assertThat(back.sequence()).isEqualTo(3);
    assertThat(back.serve()).containsExactly(v1);
  }

  @Test
  void twoRollbacksGoBackTwoVersionsAndTheThirdIsRefused() {
    promote(v1, PLAIN);
    promote(v2, PLAIN);
    promote(v3, PLAIN.withRollout(Duration.ofHours(1)));
    assertThat(rollback().serve()).containsExactly(v2);
    assertThat(rollback().serve()).containsExactly(v1);
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(this::rollback)
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISSING))
        .withMessageContaining(
            "had no version of mgeo-base before; name one of [v2, v3] with --version");
  }

  @Test
  void aRollbackGoesToTheNamedVersionThatWasPromotedOnce() {
    promote(v1, PLAIN);
    promote(v2, PLAIN);
    promote(v3, PLAIN);
    assertThat(promoter.rollback("production", BASE, Optional.of(v1.version())).serve())
        .containsExactly(v1);
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(
            () -> promoter.rollback("production", BASE, Optional.of(new BundleVersion("v7"))))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISSING))
        .withMessageContaining("never promoted");
  }

  @Test
  void aRenewalDoesNotHideWhatCameBefore() {
    promote(v1, PLAIN);
    promote(v2, PLAIN);
    promote(v2, PLAIN);
    assertThat(rollback().serve()).containsExactly(v1);
  }

  @Test
  void nothingToRollBackToIsRefused() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(this::rollback)
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISSING))
        .withMessageContaining("there is no channel \"");
    promote(v1, PLAIN);
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(this::rollback)
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISSING))
        .withMessageContaining("mgeo-sync promote --channel production --bundle mgeo-base");
  }

  @Test
  void dyingAtAnyCallOfARollbackLeavesTheOldChannelOrTheNew() {
    promote(v1, PLAIN);
    for (int call = 1; call <= 12; call++) {
      Channel before = promote(v2, PLAIN);
      FaultyStore dying = new FaultyStore(store).fail(FaultyStore.nth(call));
      try {
        new Promoter(dying, CLOCK).rollback("production", BASE, Optional.of(v1.version()));
      } catch (StoreException died) {
        assertThat(read()).isEqualTo(before);
      }
      assertThat(read().sequence()).isBetween(before.sequence(), before.sequence() + 1);
    }
  }

  private Pin publish(BundleName bundle, String version) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(bundle + version));
    Files.writeString(directory.resolve("weights.bin"), version);
    return new Publisher(store, CLOCK).publish(directory, bundle, new BundleVersion(version));
  }

  private Channel promote(Pin pin, PromoteOptions options) {
    return promoter.promote("production", pin, options).now();
  }

  private Channel rollback() {
    return promoter.rollback("production", BASE, Optional.empty());
  }

  private Channel read() {
    return new StoreChannels(store, "production").read();
  }
}
