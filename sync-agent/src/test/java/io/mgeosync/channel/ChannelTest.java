package io.mgeosync.channel;

import static io.mgeosync.channel.Pins.BASE;
import static io.mgeosync.channel.Pins.EXPIRES;
import static io.mgeosync.channel.Pins.channel;
import static io.mgeosync.channel.Pins.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "Production", "a.b", "a/b", "-a", "a-", "..", "a\n"})
  void refusesNamesThatAreNoSafePathSegment(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Channel(name, 1, EXPIRES, List.of(), List.of()))
        .withMessageStartingWith("channel: ");
  }

  @Test
  void refusesASequenceBelowOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> channel(0))
        .withMessageContaining("sequence");
  }

  @Test
  void refusesAThirdPinOfOneBundle() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> channel(1, pin("v1"), pin("v2"), pin("v3")))
        .withMessageContaining("more than two");
  }

  @Test
  void refusesTheSamePinTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> channel(1, pin("v1"), pin("v1")))
        .withMessageContaining("twice");
  }

  @Test
  void refusesOneVersionUnderTwoDigests() {
    Pin forked = new Pin(BASE, new BundleVersion("v1"), Digest.sha256Of(new byte[1]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> channel(1, pin("v1"), forked))
        .withMessageContaining("two digests");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Channel("production", 1, EXPIRES, List.of(pin("v1")), List.of(forked)))
        .withMessageContaining("two digests");
  }

  @Test
  void servesTwoVersionsDuringARolloutAndWantsTheFirst() {
    Channel channel = channel(1, pin("v2"), pin("other", "v9"), pin("v1"));
    assertThat(channel.desired(BASE)).contains(pin("v2"));
    assertThat(channel.allowed(BASE, Instant.EPOCH)).containsExactly(pin("v2"), pin("v1"));
  }

  @Test
  void onlyTheDesiredVersionServesOnceTheRolloutIsOver() {
    Instant end = Instant.parse("2026-01-02T00:00:00Z");
    Channel channel =
        new Channel(
            "production", 1, EXPIRES, Optional.of(end), List.of(pin("v2"), pin("v1")), List.of());
    assertThat(channel.allowed(BASE, end.minusMillis(1))).containsExactly(pin("v2"), pin("v1"));
    assertThat(channel.allowed(BASE, end)).containsExactly(pin("v2"));
  }

  @Test
  void expiresAtTheVerySecond() {
    assertThat(channel(1).expired(EXPIRES.minusMillis(1))).isFalse();
    assertThat(channel(1).expired(EXPIRES)).isTrue();
  }
}
