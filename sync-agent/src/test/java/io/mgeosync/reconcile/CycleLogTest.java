package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.reconcile.CycleReport.Outcome;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CycleLogTest {
  private final CycleLog log = new CycleLog();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private boolean isNews(Refusal problem) {
    String sentence = "kept v1: " + problem.getMessage();
    return log.isNews(new CycleReport(now, Outcome.KEPT, sentence, Optional.of(problem)));
  }

  private static Refusal slow(String what) {
    return new StoreUnavailableException(what, "look at the mount", null);
  }

  private static Refusal wrong(String what) {
    return new StoreException(Refusal.Kind.MISMATCH, what, "publish again", null);
  }

  @Test
  void aSlowStoreIsOneLineWhereverItGivesUp() {
    assertThat(isNews(slow("weights-1.bin: no answer within 30000 ms"))).isTrue();
    for (int i = 2; i < 60; i++) {
      now = now.plusSeconds(9);
      assertThat(isNews(slow("weights-" + i + ".bin: no answer within 30000 ms"))).isFalse();
    }
    now = now.plusSeconds(120);
    assertThat(isNews(slow("weights-60.bin: no answer within 30000 ms"))).isTrue();
  }

  @Test
  void whatIsProvenWrongIsToldEachTimeThatItIsSomethingElse() {
    assertThat(isNews(wrong("v2 is damaged"))).isTrue();
    assertThat(isNews(wrong("v2 is damaged"))).isFalse();
    assertThat(isNews(wrong("v3 is damaged"))).isTrue();
    assertThat(isNews(slow("no answer"))).isTrue();
  }

  @Test
  void afterASuccessTheSameFailureIsNewsAgain() {
    assertThat(isNews(slow("no answer"))).isTrue();
    assertThat(log.isNews(new CycleReport(now, Outcome.UNCHANGED, "fine", Optional.empty())))
        .isTrue();
    assertThat(isNews(slow("no answer"))).isTrue();
  }

  @Test
  void aSourceThatChangesItsMindIsInTroubleUntilItAnswersAFewTimes() {
    var trouble = new ReadTrouble();
    assertThat(trouble.begins()).isTrue();
    for (int i = 0; i < 10; i++) {
      assertThat(trouble.isOver()).isFalse();
      assertThat(trouble.isOver()).isFalse();
      assertThat(trouble.begins()).isFalse();
    }
    assertThat(trouble.isOver()).isFalse();
    assertThat(trouble.isOver()).isFalse();
    assertThat(trouble.isOver()).isTrue();
    assertThat(trouble.begins()).isTrue();
  }
}
