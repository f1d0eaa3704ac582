package io.mgeosync.manifest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mgeosync.manifest.InvalidManifestException;
import io.mgeosync.manifest.Rule;
import io.mgeosync.manifest.digest.ChecksumFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document below {@code src/test/resources/vectors}, which other implementations share. */
class VectorsTest {
  private static final Path VECTORS = Path.of("src/test/resources/vectors");

  static List<ChecksumFile.Line> valid() throws IOException {
    return ChecksumFile.parse(Files.readString(VECTORS.resolve("valid/SHA256SUMS")));
  }

  static List<Path> invalid() throws IOException {
    return documents(VECTORS.resolve("invalid"));
  }

  static List<Path> documents(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void validOneIsReadAndWrittenBackByteForByte(ChecksumFile.Line vector) throws IOException {
    byte[] bytes = Files.readAllBytes(VECTORS.resolve("valid").resolve(vector.name()));

    EncodedManifest decoded = ManifestJson.decode(bytes);

    assertThat(decoded.digest()).isEqualTo(vector.digest());
    assertThat(ManifestJson.encode(decoded.manifest()).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void invalidOneIsRefusedByTheRuleInItsName(Path vector) throws IOException {
    byte[] bytes = Files.readAllBytes(vector);

    var refusal =
        catchThrowableOfType(InvalidManifestException.class, () -> ManifestJson.decode(bytes));

    assertThat(refusal).as("it was accepted").isNotNull();
    assertThat(refusal.rule().id()).as(refusal.reason()).isEqualTo(ruleOf(vector));
    assertThat(refusal.getMessage()).hasSizeLessThan(1000).doesNotMatch("(?s).*\\p{Cntrl}.*");
  }

  @Test
  void everyRuleHasItsSectionAndItsVector() throws IOException {
    String format = Files.readString(Path.of("FORMAT.md"));
    List<String> shown = invalid().stream().map(VectorsTest::ruleOf).distinct().toList();
    List<Rule> generatedInTests = List.of(Rule.TOO_LARGE, Rule.TOO_MANY_FILES);

    for (Rule rule : Rule.values()) {
      assertThat(format).contains("`" + rule.id() + "`");
      if (!generatedInTests.contains(rule)) {
        assertThat(shown).contains(rule.id());
      }
    }
    assertThat(valid()).hasSameSizeAs(documents(VECTORS.resolve("valid")));
  }

  private static String ruleOf(Path vector) {
    return vector.getFileName().toString().split("--", 2)[0];
  }
}
