package io.mgeosync.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundlesTest {
  @TempDir Path directory;

  @Test
  void aBundleIsAModelDirectoryWithRealWeights() throws IOException {
    Bundles.V1.writeTo(directory);

    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("model.onnx", "tokenizer.json", "vocab.txt", "config.json");
    }
    assertThat(directory.resolve("model.onnx")).hasSize(24_010_842);
  }

  @Test
  void theVocabularyHasEveryTokenOnTheLineOfItsId() throws IOException {
    Bundles.V1.writeTo(directory);

    assertThat(Files.readAllLines(directory.resolve("vocab.txt")))
        .hasSize(21_128)
        .startsWith("[PAD]")
        .contains("杭")
        .satisfies(lines -> assertThat(lines.indexOf("[CLS]")).isEqualTo(101));
  }
}
