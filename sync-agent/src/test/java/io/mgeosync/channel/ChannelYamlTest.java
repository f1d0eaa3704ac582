package io.mgeosync.channel;

import static io.mgeosync.channel.Pins.EXPIRES;
import static io.mgeosync.channel.Pins.channel;
import static io.mgeosync.channel.Pins.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelYamlTest {
  private static final String GOOD = ChannelYaml.format(channel(7, pin("v1")));

  @Test
  void writesWhatItReads() {
    Channel channel =
        new Channel(
            "production", 7, EXPIRES, List.of(pin("v2"), pin("v1")), List.of(pin("x", "v3")));
    assertThat(parse(ChannelYaml.format(channel))).isEqualTo(channel);
    assertThat(parse(ChannelYaml.format(channel(1)))).isEqualTo(channel(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.10", "1e5", "0x1F", "12", "null", "true", "NO", "y", "v1", "1-2", "Nan"})
  void textsThatLookLikeOtherThingsStayTexts(String version) {
    Channel channel = channel(1, pin(version));
    assertThat(parse(ChannelYaml.format(channel))).isEqualTo(channel);
  }

  @Test
  void looksTheSameEachTimeAndSaysHowToChangeIt() {
    assertThat(GOOD)
        .contains("mgeo-sync promote")
        .endsWith(
            """
            channel: production
            sequence: 7
            expires: 2026-12-23T00:00:00Z
            serve:
              - bundle: mgeo-base
                version: v1
                digest: %s
            prefetch: []
            """
                .formatted(pin("v1").digest()));
  }

  @Test
  void anUnknownKeyIsRefusedWithItsLine() {
    InvalidChannelException refusal = refused(GOOD + "srve: []\n");
    assertThat(refusal.key()).isEqualTo("srve");
    assertThat(refusal.line()).isEqualTo(GOOD.lines().count() + 1);
    assertThat(refusal.reason()).contains("unknown key").contains("production.yaml");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertThat(refused(GOOD + "sequence: 8\n").reason()).contains("sequence: stands twice");
  }

  @Test
  void aMissingKeyIsRefused() {
    assertThat(refused(GOOD.replaceAll("(?m)^expires.*\n", "")).reason())
        .contains("\"expires\" is missing");
  }

  @Test
  void aWrongTypeIsRefusedAtItsKey() {
    InvalidChannelException refusal = refused(GOOD.replace("version: v1", "version: 1.10"));
    assertThat(refusal.key()).isEqualTo("serve[0].version");
    assertThat(refusal.reason()).contains("quotes");
    assertThat(refused(GOOD.replace("sequence: 7", "sequence: many")).key()).isEqualTo("sequence");
    assertThat(refused(GOOD.replace("sequence: 7", "sequence: 7.5")).key()).isEqualTo("sequence");
    assertThat(refused(GOOD.replace("prefetch: []", "prefetch: {}")).key()).isEqualTo("prefetch");
    assertThat(refused(GOOD.replace("prefetch: []", "prefetch:")).key()).isEqualTo("prefetch");
  }

  @Test
  void aSequenceBeyondALongIsRefused() {
    assertThat(refused(GOOD.replace("sequence: 7", "sequence: 99999999999999999999")).key())
        .isEqualTo("sequence");
  }

  @Test
  void aBadDigestIsRefusedAtItsLine() {
    InvalidChannelException refusal = refused(GOOD.replaceAll("digest: .*", "digest: sha256:00"));
    assertThat(refusal.key()).isEqualTo("serve[0].digest");
    assertThat(refusal.line()).isPositive();
  }

  @Test
  void anMd5PinIsRefused() {
    assertThat(refused(GOOD.replaceAll("digest: .*", "digest: md5:" + "0".repeat(32))).reason())
        .contains("md5 does not stop an attacker");
  }

  @Test
  void rulesBetweenFieldsAreRefusedToo() {
    assertThat(refused(GOOD.replace("sequence: 7", "sequence: 0")).reason())
        .contains("sequence: is from 1 to");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel: &a production\n",
        "channel: !!binary aGVsbG8=\n",
        "channel: *a\n",
        "a: &a [x]\nb: [*a,*a]\n",
        "[[[[[[[[[[[[[[[[[[[[",
        "- 1",
        "",
        "just words",
        "{",
        "\"\\",
        "channel: \u0000",
        "%YAML 9.9\n---\n",
        "<<: {channel: x}\n"
      })
  void hostileTextIsRefusedAndNeverCrashes(String text) {
    refused(text);
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertThat(refused(GOOD + "---\n" + GOOD).reason()).contains("more text follows");
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] bytes = {'c', ':', ' ', (byte) 0xff, (byte) 0xfe, '\n'};
    catchInvalid(bytes);
  }

  @Test
  void anOversizedTextIsRefusedUnread() {
    assertThat(refused("# ".repeat(ChannelYaml.MAX_BYTES)).reason()).contains("1 MiB");
  }

  @Test
  void aRefusalIsOneLine() {
    assertThat(refused("a: [\n b\n c: }").getMessage()).doesNotContain("\n");
  }

  private static Channel parse(String text) {
    return ChannelYaml.parse(text.getBytes(StandardCharsets.UTF_8), "production.yaml");
  }

  private static InvalidChannelException refused(String text) {
    return catchInvalid(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InvalidChannelException catchInvalid(byte[] bytes) {
    InvalidChannelException refusal =
        catchThrowableOfType(
            InvalidChannelException.class, () -> ChannelYaml.parse(bytes, "production.yaml"));
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
