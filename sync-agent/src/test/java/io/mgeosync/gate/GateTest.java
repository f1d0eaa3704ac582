package io.mgeosync.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.manifest.BundleName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GateTest {
  private static final BundleName BUNDLE = new BundleName("mgeo-base");
  private static final Duration FRESH = Duration.ofSeconds(15);
  private static final Set<ConditionType> ALL = EnumSet.allOf(ConditionType.class);

  private final SettableClock clock = new SettableClock();
  private final List<Gate.Edge> edges = new ArrayList<>();
  private final Gate gate = new Gate(BUNDLE, ALL, clock, edges::add);

  @Test
  void startsClosedAndSaysWhatToMendFirst() {
    assertThat(decision().serve()).isFalse();
    assertThat(gate.snapshot().explain(clock.instant()))
        .isEqualTo("DesiredKnown: the agent has just started and has not looked at it yet");
  }

  @Test
  void opensOnlyWhenEveryConditionHolds() {
    for (ConditionType type : ConditionType.values()) {
      assertThat(decision().serve()).isFalse();
      good(type);
    }
    assertThat(decision().serve()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void anySingleFalseConditionCloses(ConditionType type) {
    open();
    gate.observe(type, Finding.wrong("Broken", "it is broken"), FRESH);
    assertThat(decision()).isInstanceOf(GateDecision.Refuse.class);
    assertThat(gate.snapshot().explain(clock.instant())).isEqualTo(type + ": it is broken");
  }

  @ParameterizedTest
  @EnumSource
  void anySingleUnknownConditionCloses(ConditionType type) {
    open();
    gate.observe(type, Finding.unknown("Hmm", "nobody knows"), FRESH);
    assertThat(decision().serve()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void anySingleStaleConditionCloses(ConditionType forgotten) {
    open();
    clock.advance(FRESH.minusSeconds(1));
    EnumSet.complementOf(EnumSet.of(forgotten)).forEach(this::good);
    assertThat(decision().serve()).isTrue();

    clock.advance(Duration.ofSeconds(2));

    assertThat(decision().serve()).isFalse();
    assertThat(gate.snapshot().explain(clock.instant()))
        .startsWith(forgotten + ": last observed 16 s ago");
  }

  @Test
  void aReaderSeesStalenessThoughNothingInsideTheAgentMovesAnyMore() {
    open();
    GateSnapshot held = gate.snapshot();
    clock.advance(Duration.ofMinutes(1));
    assertThat(held.decide(clock.instant()).serve()).isFalse();
  }

  @Test
  void agreesWithThePlainAndOfAllConditionsOverRandomHistories() {
    var random = new Random(42);
    List<ConditionType> types = List.copyOf(ALL);
    for (int step = 0; step < 20_000; step++) {
      ConditionType type = types.get(random.nextInt(types.size()));
      switch (random.nextInt(8)) {
        case 0 -> gate.observe(type, Finding.wrong("No", "no"), FRESH);
        case 1 -> gate.observe(type, Finding.unknown("Unknown", "unknown"), FRESH);
        case 2 -> clock.advance(Duration.ofSeconds(random.nextInt(10)));
        default -> good(type);
      }
      boolean and = gate.snapshot().conditions().stream().allMatch(c -> c.holds(clock.instant()));
      assertThat(decision().serve()).isEqualTo(and);
      assertThat(gate.snapshot().conditions()).hasSize(ALL.size());
    }
    assertThat(edges).hasSizeGreaterThan(10);
  }

  @Test
  void reportsEdgesNotLevels() {
    open();
    open();
    gate.observe(ConditionType.SERVED, Finding.wrong("WrongVersion", "v1 is loaded"), FRESH);
    gate.observe(ConditionType.SERVED, Finding.wrong("WrongVersion", "v1 is still loaded"), FRESH);
    good(ConditionType.SERVED);
    assertThat(edges)
        .extracting(edge -> edge.decision().serve())
        .containsExactly(true, false, true);
  }

  @Test
  void sinceMovesOnlyWithTheStatus() {
    good(ConditionType.SERVED);
    var since = condition(ConditionType.SERVED).since();
    clock.advance(Duration.ofSeconds(5));
    good(ConditionType.SERVED);
    assertThat(condition(ConditionType.SERVED).since()).isEqualTo(since);
    gate.observe(ConditionType.SERVED, Finding.wrong("WrongVersion", "v1"), FRESH);
    assertThat(condition(ConditionType.SERVED).since()).isEqualTo(clock.instant());
  }

  @Test
  void severalObservationsTogetherAreNeverSeenHalf() throws InterruptedException {
    open();
    var sawMixture = new AtomicBoolean();
    var stop = new AtomicBoolean();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!stop.get()) {
                    GateSnapshot seen = gate.snapshot();
                    if (!reasonOf(seen, ConditionType.ACTIVE)
                        .equals(reasonOf(seen, ConditionType.SERVED))) {
                      sawMixture.set(true);
                    }
                  }
                });
    for (int i = 0; i < 20_000; i++) {
      String reason = "R" + i;
      gate.together(
          () -> {
            gate.observe(ConditionType.ACTIVE, Finding.yes(reason, ""), FRESH);
            gate.observe(ConditionType.SERVED, Finding.yes(reason, ""), FRESH);
          });
    }
    stop.set(true);
    reader.join();
    assertThat(sawMixture).isFalse();
  }

  private static String reasonOf(GateSnapshot seen, ConditionType type) {
    return seen.conditions().stream()
        .filter(condition -> condition.type() == type)
        .findFirst()
        .orElseThrow()
        .reason();
  }

  @Test
  void aFindingThatNobodyHeedsIsAMistake() {
    var small = new Gate(BUNDLE, Set.of(ConditionType.VERIFIED), clock, edges::add);
    assertThatThrownBy(
            () -> small.observe(ConditionType.SERVED, Finding.yes("Fine", "fine"), FRESH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void open() {
    ALL.forEach(this::good);
  }

  private void good(ConditionType type) {
    gate.observe(type, Finding.yes("Fine", "fine"), FRESH);
  }

  private GateDecision decision() {
    return gate.snapshot().decide(clock.instant());
  }

  private Condition condition(ConditionType type) {
    return gate.snapshot().conditions().stream()
        .filter(c -> c.type() == type)
        .findFirst()
        .orElseThrow();
  }
}
