package io.mgeosync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTest {
  @Test
  void nothingEndsALineOrMovesTheCursor() {
    String hostile = "v1\r\n2026 INFO fine\t\u2028x\u001b[2J\u202eback\u0000";
    assertThat(Printable.line(hostile))
        .isEqualTo("v1 2026 INFO fine x\\u001B[2J\\u202Eback\\u0000");
    assertThat(Printable.of("a\nb\ud800")).isEqualTo("a\\u000Ab\\uD800");
  }

  @Test
  void plainTextStaysAsItIs() {
    assertThat(Printable.line("two  spaces, 浙江省 ± 0.5")).isEqualTo("two  spaces, 浙江省 ± 0.5");
    assertThat(Printable.line(" a ", 9)).isEqualTo("a");
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertThat(Printable.line("\ud83d\ude00".repeat(5), 3))
        .isEqualTo("\ud83d\ude00".repeat(2) + "…");
    assertThat(Printable.line("abcd", 3)).isEqualTo("ab…");
    assertThat(Printable.line("\u0000".repeat(9), 9)).hasSize(9);
    assertThat(Printable.line("x".repeat(1000))).hasSize(1000);
  }
}
