package io.mgeosync.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileNamesTest {
  @Test
  void inUtf8EveryNameIsItself() {
    assertThat(new FileNames("UTF-8").canSay("地址/词表.txt")).isTrue();
  }

  /** Latin-1 has an é of its own, which is not the one of a bundle. */
  @ParameterizedTest
  @ValueSource(strings = {"ANSI_X3.4-1968", "ISO-8859-1", "GB18030", ""})
  void elsewhereOnlyAsciiIs(String encoding) {
    var names = new FileNames(encoding);
    assertThat(names.canSay("model.onnx")).isTrue();
    assertThat(names.canSay("modèle.onnx")).isFalse();
    assertThatExceptionOfType(UnsayableNameException.class)
        .isThrownBy(() -> names.requireNameable("地址\n.txt"))
        .withMessageContaining("地址?.txt cannot be opened by its name")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CONFIGURATION));
  }
}
