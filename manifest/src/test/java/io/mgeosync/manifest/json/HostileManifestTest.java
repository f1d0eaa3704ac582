package io.mgeosync.manifest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mgeosync.manifest.InvalidManifestException;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileManifestTest {
  private static final Path VALID = Path.of("src/test/resources/vectors/valid");

  @Test
  void hundredMegabytesAreRefusedUnread() {
    byte[] bytes = new byte[100_000_000];
    Arrays.fill(bytes, (byte) '[');

    assertThat(refusal(bytes).rule()).isEqualTo(Rule.TOO_LARGE);
  }

  @Test
  void deepNestingUpToTheSizeLimitIsRefusedAtItsStart() {
    byte[] bytes = ("{\"a\":" + "[".repeat(60_000_000)).getBytes(StandardCharsets.US_ASCII);

    Assertions.assertTimeout(
        Duration.ofSeconds(60), () -> assertThat(refusal(bytes).rule()).isEqualTo(Rule.TOO_DEEP));
  }

  @Test
  void moreFilesThanTheLimitAreRefused() throws IOException {
    byte[] bytes = listing(Manifest.MAX_FILES + 1, "");

    assertThat(refusal(bytes).rule()).isEqualTo(Rule.TOO_MANY_FILES);
  }

  @Test
  void manyDeepPathsAreCheckedInReasonableTime() throws IOException {
    byte[] bytes = listing(10_000, "/é".repeat(330));

    Assertions.assertTimeout(
        Duration.ofSeconds(60),
        () -> assertThat(ManifestJson.decode(bytes).manifest().files()).hasSize(10_000));
  }

  @Test
  void twinsAreRefusedWithBothPaths() {
    assertThatThrownBy(() -> ManifestJson.decode(Files.readAllBytes(invalid("path-twin--case"))))
        .hasMessageContaining("Model.onnx and model.onnx")
        .hasMessageContaining("rename the file");
  }

  @Test
  void newerFormatAsksForAnUpgrade() {
    assertThatThrownBy(() -> ManifestJson.decode(Files.readAllBytes(invalid("unknown-minor--1.2"))))
        .isInstanceOfSatisfying(
            InvalidManifestException.class, e -> assertThat(e.remedy()).startsWith("upgrade"));
  }

  /** Whatever is still accepted after damage says, in its own bytes, exactly what it means. */
  @ParameterizedTest
  @ValueSource(strings = {"names.json", "asks-everything.json"})
  void damagedBytesAreRefusedOrTheirOwnCanonicalForm(String name) throws IOException {
    byte[] valid = Files.readAllBytes(VALID.resolve(name));
    EncodedManifest original = ManifestJson.decode(valid);
    var random = new Random(2026);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = damage(valid, random);
      try {
        EncodedManifest decoded = ManifestJson.decode(damaged);
        assertThat(ManifestJson.encode(decoded.manifest()).bytes()).isEqualTo(damaged);
        assertThat(decoded.digest().equals(original.digest()))
            .isEqualTo(decoded.manifest().equals(original.manifest()));
      } catch (InvalidManifestException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(5_000);
  }

  /**
   * A valid document, but for its length, of that many empty files {@code 000000<suffix>} and on.
   */
  private static byte[] listing(int count, String suffix) throws IOException {
    String document = Files.readString(VALID.resolve("empty-file.json"));
    int start = document.indexOf("[{") + 1;
    int end = document.indexOf("}],\"format\"") + 1;
    String entry = document.substring(start, end);
    String files =
        IntStream.range(0, count)
            .mapToObj(i -> entry.replace("empty.txt", "%06d".formatted(i) + suffix))
            .collect(Collectors.joining(","));
    return bytes(document.substring(0, start) + files + document.substring(end));
  }

  private static byte[] damage(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> bytes(new String(bytes, 0, at, StandardCharsets.ISO_8859_1) + "\"}]");
      case 2 -> {
        bytes[at] = (byte) random.nextInt(256);
        yield bytes;
      }
      default -> {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        yield bytes;
      }
    };
  }

  private static Path invalid(String name) {
    return Path.of("src/test/resources/vectors/invalid", name + ".json");
  }

  private static InvalidManifestException refusal(byte[] bytes) {
    var refusal =
        catchThrowableOfType(InvalidManifestException.class, () -> ManifestJson.decode(bytes));
    assertThat(refusal).as("it was accepted").isNotNull();
    return refusal;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
