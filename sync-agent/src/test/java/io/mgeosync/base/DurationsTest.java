package io.mgeosync.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({"30s,PT30S", "5m,PT5M", "7d,PT168H", "1h30m,PT1H30M", "500ms,PT0.5S", "0s,PT0S"})
  void aDurationIsReadAndWrittenBack(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
    assertThat(Durations.format(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "5", "5 s", "-5s", "5S", "1.5h", "5sec", "999999999d", "1h-1m"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(InvalidValueException.class);
  }
}
