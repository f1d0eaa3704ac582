package io.mgeosync.e2e.bench.failover;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisturbanceTest {
  @ParameterizedTest
  @EnumSource
  void everyModeIsOneOfItsSort(Mode mode) {
    assertThatCode(() -> Disturbance.of(mode)).doesNotThrowAnyException();
  }
}
