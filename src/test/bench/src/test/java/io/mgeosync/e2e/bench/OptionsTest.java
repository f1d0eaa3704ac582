package io.mgeosync.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.e2e.bench.Options.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void everythingIsMeasuredFiveTimesAtFullSizeUnlessToldOtherwise() {
    Options options = Options.parse(List.of());

    assertThat(options.scale()).isEqualTo(1);
    assertThat(options.runs()).isEqualTo(5);
    assertThat(options.parts()).containsExactly(Part.values());
  }

  @Test
  void optionsAreRead() {
    Options options =
        Options.parse(
            List.of("--only", "cold,verify", "--scale", "0.1", "--sync-option", "--quiet"));

    assertThat(options.parts()).containsExactly(Part.COLD, Part.VERIFY);
    assertThat(options.scale()).isEqualTo(0.1);
    assertThat(options.syncOptions()).containsExactly("--quiet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--scale", "--scale 0", "--runs x", "--only luke", "--nonsense 1"})
  void anythingElseIsRefused(String words) {
    assertThatThrownBy(() -> Options.parse(List.of(words.split(" ", -1))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
