package io.mgeosync.e2e.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Http.Reply;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AnswerTest {
  @Test
  void whatTheAgentSaysIsToldByStatusAndStanding() {
    assertThat(Answer.of(said(200, "ready"))).isEqualTo(Answer.READY);
    assertThat(Answer.of(said(503, "not-now"))).isEqualTo(Answer.NOT_NOW);
    assertThat(Answer.of(said(503, "unknown"))).isEqualTo(Answer.UNKNOWN);
    assertThat(Answer.of(said(503, "wrong"))).isEqualTo(Answer.WRONG);
  }

  @Test
  void whatDoesNotFitTogetherIsNeverReady() {
    assertThat(Answer.of(said(200, "wrong"))).isEqualTo(Answer.OTHER);
    assertThat(Answer.of(said(503, "draining"))).isEqualTo(Answer.OTHER);
    assertThat(Answer.of(said(500, "wrong"))).isEqualTo(Answer.OTHER);
    assertThat(Answer.of(new Reply(503, "{\"standing\": "))).isEqualTo(Answer.OTHER);
  }

  @Test
  void onlyAnAnswerCanBeARefusal() {
    assertThat(Arrays.stream(Answer.values()).filter(Answer::isRefusal))
        .containsExactly(Answer.NOT_NOW, Answer.UNKNOWN, Answer.WRONG, Answer.OTHER);
  }

  private static Reply said(int status, String standing) {
    return new Reply(status, "{\"standing\": \"%s\"}".formatted(standing));
  }
}
