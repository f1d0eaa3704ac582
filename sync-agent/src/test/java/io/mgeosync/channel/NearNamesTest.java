package io.mgeosync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NearNamesTest {
  private static final List<String> NAMES = List.of("canary", "prod", "production", "staging");

  @ParameterizedTest
  @ValueSource(strings = {"prodution", "porduction", "productions", "prodcution", "produktion"})
  void aSlipOfTheKeyboardLeadsToTheName(String typed) {
    assertThat(NearNames.of(typed, NAMES)).containsExactly("production");
  }

  @ParameterizedTest
  @ValueSource(strings = {"blue", "p", "production-eu-west", "development"})
  void anotherNameLeadsNowhere(String typed) {
    assertThat(NearNames.of(typed, NAMES)).isEmpty();
  }

  @Test
  void severalNearNamesAreAllNamed() {
    assertThat(NearNames.of("eu-3", List.of("eu-1", "eu-2", "us-1")))
        .containsExactly("eu-1", "eu-2");
  }
}
