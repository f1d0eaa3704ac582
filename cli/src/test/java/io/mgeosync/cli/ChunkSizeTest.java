package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mgeosync.manifest.digest.ChunkSizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkSizeTest {

  @Test
  void theDefaultIsWrittenAs1M() {
    assertThat(ChunkSize.parse("1M")).isEqualTo(ChunkSizes.DEFAULT);
    assertThat(ChunkSize.parse("1024K")).isEqualTo(ChunkSizes.DEFAULT);
  }

  @Test
  void bothEndsAreSizesOfChunks() {
    assertThat(ChunkSize.parse("4K")).isEqualTo(new ChunkSizes(1024, 4096, 16384));
    assertThat(ChunkSize.parse("16M").max()).isEqualTo(ChunkSizes.LARGEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "M", "0M", "1", "3M", "2K", "32M", "1G", "-1M", "1m", "999999M"})
  void whatIsNoneIsRefusedWithAnExample(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChunkSize.parse(text))
        .withMessageContaining("e.g. 1M");
  }
}
