package io.mgeosync.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.manifest.BundleName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RefusedTimeTest {
  private static final Duration FRESH = Duration.ofSeconds(15);

  private final SettableClock clock = new SettableClock();
  private final Gate gate =
      new Gate(
          new BundleName("mgeo-base"),
          EnumSet.of(ConditionType.SERVED, ConditionType.SERVICE_HEALTHY),
          clock,
          edge -> {});

  private void good(ConditionType type) {
    gate.observe(type, Finding.yes("Good", "all is well"), FRESH);
  }

  private void bad(ConditionType type) {
    gate.observe(type, Finding.wrong("Broken", "it is broken"), FRESH);
  }

  private Duration refused(ConditionType type) {
    return gate.refusedTime().getOrDefault(type, Duration.ZERO);
  }

  private void pass(long seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  @Test
  void countsFromTheStartUntilTheConditionFirstHolds() {
    pass(7);
    good(ConditionType.SERVED);
    pass(5);
    assertThat(refused(ConditionType.SERVED)).isEqualTo(Duration.ofSeconds(7));
    assertThat(refused(ConditionType.SERVICE_HEALTHY)).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void addsUpOverSeveralRefusalsAndCountsNothingBetweenThem() {
    good(ConditionType.SERVED);
    for (int i = 0; i < 3; i++) {
      pass(4);
      bad(ConditionType.SERVED);
      pass(2);
      bad(ConditionType.SERVED);
      pass(1);
      good(ConditionType.SERVED);
    }
    assertThat(refused(ConditionType.SERVED)).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void staleTimeCountsFromTheMomentOfDisbeliefThoughNobodyLookedThen() {
    good(ConditionType.SERVED);
    pass(40);
    assertThat(refused(ConditionType.SERVED)).isEqualTo(Duration.ofSeconds(25));

    good(ConditionType.SERVED);
    pass(10);
    assertThat(refused(ConditionType.SERVED)).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void whatOtherConditionsDoChangesNothing() {
    good(ConditionType.SERVED);
    for (int i = 0; i < 40; i++) {
      pass(1);
      bad(ConditionType.SERVICE_HEALTHY);
    }
    assertThat(refused(ConditionType.SERVED)).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void agreesWithACountOfEverySecondOverARandomHistoryAndNeverShrinks() {
    var random = new Random(7);
    Duration counted = Duration.ZERO;
    Duration last = Duration.ZERO;
    for (int second = 0; second < 20_000; second++) {
      switch (random.nextInt(12)) {
        case 0 -> good(ConditionType.SERVED);
        case 1 -> bad(ConditionType.SERVED);
        case 2 -> good(ConditionType.SERVICE_HEALTHY);
        default -> {} // Nobody looks.
      }
      // Just after the second began: at its first instant what ends then is still believed.
      var now = clock.instant().plusMillis(1);
      Condition served = gate.snapshot().conditions().getFirst();
      pass(1);
      counted = served.holds(now) ? counted : counted.plusSeconds(1);
      assertThat(refused(ConditionType.SERVED)).isEqualTo(counted).isGreaterThanOrEqualTo(last);
      last = counted;
    }
  }
}
