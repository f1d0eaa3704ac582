package io.mgeosync.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelWriter;
import io.mgeosync.channel.Pin;
import io.mgeosync.channel.Pins;
import io.mgeosync.channel.StoreChannels;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.publish.Promoter.Moved;
import io.mgeosync.store.InMemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A renewal moves the expiry, and nothing that a node may serve. */
final class RenewTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final Instant ROLLOUT_ENDS = NOW.plusSeconds(3600);
  private static final List<Pin> SERVE = List.of(Pins.pin("v2"), Pins.pin("v1"));
  private static final List<Pin> PREFETCH = List.of(Pins.pin("other", "v7"));

  private final InMemoryStore store = new InMemoryStore();
  private final Promoter promoter = new Promoter(store, Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void writeOneThatExpiresInTenDays() {
    new ChannelWriter(store, "production")
        .change((current, sequence) -> channel(sequence, NOW.plus(Duration.ofDays(10))));
  }

  private static Channel channel(long sequence, Instant expires) {
    return new Channel("production", sequence, expires, Optional.of(ROLLOUT_ENDS), SERVE, PREFETCH);
  }

  @Test
  void theExpiryMovesInANewSequenceAndNothingElseChanges() {
    Moved moved = promoter.renew("production", Duration.ofDays(90));
    assertThat(moved.before()).contains(channel(1, NOW.plus(Duration.ofDays(10))));
    assertThat(moved.now()).isEqualTo(channel(2, NOW.plus(Duration.ofDays(90))));
    assertThat(read()).isEqualTo(moved.now());
  }

  @Test
  void anExpiredChannelIsRenewedAsWell() {
    Instant later = NOW.plus(Duration.ofDays(11));
    new Promoter(store, Clock.fixed(later, ZoneOffset.UTC)).renew("production", Duration.ofDays(1));
    assertThat(read().expires()).isEqualTo(later.plus(Duration.ofDays(1)));
  }

  @Test
  void aChannelThatIsValidForLongerStaysAsItIs() {
    Moved moved = promoter.renew("production", Duration.ofDays(10));
    assertThat(moved.before()).contains(moved.now());
    assertThat(read().sequence()).isEqualTo(1);
  }

  @Test
  void aChannelThatIsNotThereIsNotMade() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> promoter.renew("prodution", Duration.ofDays(90)))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISSING))
        .withMessageContaining("there is no channel \"")
        .withMessageContaining("did you mean production?");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> new StoreChannels(store, "prodution").read())
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISSING))
        .withMessageContaining("there is no channel \"");
  }

  private Channel read() {
    return new StoreChannels(store, "production").read();
  }
}
