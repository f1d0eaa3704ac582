package io.mgeosync.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.Condition.Status;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProbeJudgeTest {
  private static final ProbeResult GOOD = new ProbeResult.Good("Fine", "fine");
  private static final ProbeResult LATE = new ProbeResult.Late("Timeout", "no answer");
  private static final ProbeResult WRONG = new ProbeResult.Wrong("WrongVersion", "v1");

  private final ProbeJudge judge = new ProbeJudge(3, 2);

  @Test
  void wrongRefusesAtOnce() {
    judgeAll(GOOD, GOOD);
    assertThat(judge.judge(WRONG).status()).isEqualTo(Status.WRONG);
  }

  @Test
  void lateRefusesOnlyAtTheThirdInARow() {
    judgeAll(GOOD, GOOD);
    assertThat(judge.judge(LATE).status()).isEqualTo(Status.TRUE);
    assertThat(judge.judge(LATE).status()).isEqualTo(Status.TRUE);
    assertThat(judge.judge(LATE).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void oneGoodAnswerBreaksARowOfLateOnes() {
    judgeAll(GOOD, GOOD, LATE, LATE, GOOD, LATE, LATE);
    assertThat(judge.judge(GOOD).status()).isEqualTo(Status.TRUE);
  }

  @Test
  void recoveryNeedsTwoGoodOnesInARow() {
    judgeAll(WRONG, GOOD, LATE);
    assertThat(judge.judge(GOOD).status()).isEqualTo(Status.WRONG);
    assertThat(judge.judge(GOOD).status()).isEqualTo(Status.TRUE);
  }

  @Test
  void whatWasProvenWrongStaysWrongWhileAnswersAreLate() {
    judgeAll(GOOD, GOOD, WRONG, LATE, LATE, LATE);
    assertThat(judge.judge(LATE).status()).isEqualTo(Status.WRONG);
  }

  @Test
  void startsUnknownAndNeverOpensWithoutProof() {
    assertThat(judge.judge(LATE).status()).isEqualTo(Status.UNKNOWN);
    assertThat(judge.judge(GOOD).status()).isEqualTo(Status.UNKNOWN);
    assertThat(judge.judge(GOOD).status()).isEqualTo(Status.TRUE);
  }

  @Test
  void saysHowFarARowOfLateAnswersHasCome() {
    judgeAll(GOOD, GOOD);
    assertThat(judge.judge(LATE).message()).isEqualTo("no answer (1 in a row, refused at 3)");
  }

  @Test
  void holdsItsRulesOverRandomHistories() {
    var random = new Random(7);
    for (int run = 0; run < 200; run++) {
      int fall = 1 + random.nextInt(4);
      int rise = 1 + random.nextInt(4);
      var fresh = new ProbeJudge(fall, rise);
      List<ProbeResult> history =
          Stream.generate(() -> List.of(GOOD, GOOD, LATE, WRONG).get(random.nextInt(4)))
              .limit(60)
              .toList();
      for (int i = 0; i < history.size(); i++) {
        Status status = fresh.judge(history.get(i)).status();
        if (history.get(i).equals(WRONG)) {
          assertThat(status).isEqualTo(Status.WRONG);
        } else if (endsWith(history, i, LATE, fall)) {
          assertThat(status).isNotEqualTo(Status.TRUE);
        } else if (endsWith(history, i, GOOD, rise)) {
          assertThat(status).isEqualTo(Status.TRUE);
        }
      }
    }
  }

  private static boolean endsWith(
      List<ProbeResult> history, int last, ProbeResult what, int count) {
    return last + 1 >= count
        && history.subList(last + 1 - count, last + 1).stream().allMatch(what::equals);
  }

  private void judgeAll(ProbeResult... results) {
    for (ProbeResult result : results) {
      judge.judge(result);
    }
  }
}
