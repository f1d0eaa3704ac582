package io.mgeosync.director.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.base.NodeName;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.config.DirectorConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectionTest {
  private static final NodeName A = new NodeName("a");
  private static final NodeName B = new NodeName("b");
  private static final PollResult READY = new PollResult.Ready(NodeInfo.NOTHING, "");
  private static final PollResult UNPROVEN =
      new PollResult.Ready(NodeInfo.NOTHING, "golden answers");
  private static final PollResult REFUSED =
      new PollResult.Refused(NodeInfo.NOTHING, "wrong version");
  private static final PollResult UNKNOWN = new PollResult.Unknown("no answer");
  private static final PollResult NOT_NOW =
      new PollResult.NotNow(NodeInfo.NOTHING, true, "held down");
  private static final PollResult WAITING =
      new PollResult.NotNow(NodeInfo.NOTHING, false, "switching");
  private static final Duration POLL = Duration.ofMillis(200);
  private static final DirectorConfig PAIR =
      ConfigLoader.parseDirector(
          "director.yaml",
          """
          nodes:
            - {name: a, agent: "http://127.0.0.1:1", role: primary}
            - {name: b, agent: "http://127.0.0.1:2", role: backup}
          """);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Direction direction = new Direction(PAIR, Optional.empty(), now);

  private String see(NodeName node, PollResult... sightings) {
    for (PollResult sighting : sightings) {
      direction.recordSighting(node, sighting, Duration.ofMillis(3), now);
    }
    return to();
  }

  private String to() {
    return direction.route().to();
  }

  private String spares() {
    return direction.route().spares().stream()
        .map(NodeName::value)
        .collect(Collectors.joining(" "));
  }

  private NodeView look(NodeName node) {
    return direction.snapshot().nodes().stream()
        .filter(one -> one.name().equals(node))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void beforeAnybodyWasAskedTheConfiguredPrimaryHasTheRequests() {
    assertThat(to()).isEqualTo("a");
    assertThat(look(A).state()).isEqualTo(NodeState.UNKNOWN);
  }

  @Test
  void theFirstAnswerThatHappensToComeBackIsNoReasonToSwitch() {
    assertThat(see(B, READY)).isEqualTo("a");
    assertThat(see(A, READY)).isEqualTo("a");
    assertThat(direction.route().sequence()).isEqualTo(1);
  }

  @Test
  void aPrimaryThatRefusesAtTheStartIsLeftBeforeTheOthersWereAsked() {
    assertThat(see(A, REFUSED)).isEqualTo("b");
  }

  @Test
  void aRefusalCountsAtOnceAndSilenceOnlyInARow() {
    see(A, READY);
    see(B, READY);
    assertThat(see(A, UNKNOWN)).isEqualTo("a");
    assertThat(see(A, READY, UNKNOWN)).isEqualTo("a");
    assertThat(see(A, UNKNOWN)).isEqualTo("b");
    assertThat(see(A, READY, READY, READY)).isEqualTo("a");
    assertThat(see(A, REFUSED)).isEqualTo("b");
  }

  @Test
  void aNodeThatWasOnlySilentIsASpareThroughout() {
    see(A, READY);
    see(B, READY);
    assertThat(see(A, UNKNOWN, UNKNOWN)).isEqualTo("b");
    assertThat(spares()).isEqualTo("a");
    see(A, READY);
    assertThat(look(A).state()).isEqualTo(NodeState.PROVING);
    assertThat(spares()).isEqualTo("a");
    see(A, REFUSED, READY);
    assertThat(look(A).state()).isEqualTo(NodeState.PROVING);
    assertThat(spares()).isEmpty();
    see(A, READY, READY);
    see(A, UNKNOWN, UNKNOWN, READY);
    assertThat(spares()).isEqualTo("a");
  }

  @Test
  void aNodeProvesItselfBeforeItsTrafficReturns() {
    see(A, READY, REFUSED);
    see(B, READY);
    assertThat(see(A, READY, READY, UNPROVEN)).isEqualTo("b");
    assertThat(look(A).state()).isEqualTo(NodeState.PROVING);
    assertThat(see(A, UNPROVEN, UNPROVEN, UNPROVEN, UNPROVEN)).isEqualTo("b");
    assertThat(see(A, READY, READY)).isEqualTo("b");
    assertThat(see(A, READY)).isEqualTo("a");
  }

  @Test
  void aReleaseThatIsProvenButNotNowIsBetterThanAnErrorAndWorseThanEveryOpenGate() {
    see(A, READY);
    see(B, READY);
    assertThat(see(A, NOT_NOW)).isEqualTo("b");
    assertThat(see(B, NOT_NOW)).isEqualTo("a");
    assertThat(see(B, REFUSED)).isEqualTo("a");
    assertThat(see(A, REFUSED)).isEqualTo("nobody");
  }

  @Test
  void whatIsNotNowWithoutAProofHasNoRequestAndIsNotRefusedForEver() {
    see(A, READY);
    see(B, READY, REFUSED);
    assertThat(see(A, WAITING)).isEqualTo("nobody");
    assertThat(see(A, UNKNOWN)).isEqualTo("nobody");
    assertThat(see(A, UNKNOWN)).as("silent for long enough").isEqualTo("a");
  }

  @Test
  void onlyAProofForItTakesBackAProofAgainstANode() {
    see(B, READY, REFUSED);
    see(A, READY, REFUSED, WAITING);
    assertThat(look(A).state()).isEqualTo(NodeState.REFUSED);
    assertThat(see(A, UNKNOWN, UNKNOWN)).isEqualTo("nobody");
    assertThat(see(A, NOT_NOW)).isEqualTo("a");
  }

  @Test
  void whoRefusedAndThenFellSilentIsStillRefused() {
    see(A, READY, REFUSED, UNKNOWN, UNKNOWN, UNKNOWN);
    assertThat(see(B, READY, UNKNOWN, UNKNOWN)).isEqualTo("b");
    assertThat(direction.route().spares()).isEmpty();
    assertThat(see(B, REFUSED)).isEqualTo("nobody");
    direction.releaseNode(A, now);
    assertThat(to()).isEqualTo("a");
  }

  @Test
  void aReleaseDoesNotTakeBackWhatTheNodeItselfGoesOnSaying() {
    see(B, READY);
    see(A, READY, REFUSED);
    direction.releaseNode(A, now);
    assertThat(look(A).state()).isEqualTo(NodeState.REFUSED);
    assertThat(direction.route().nodes()).containsExactly(B);
  }

  @Test
  void aNodeHeldOutByAWishServesAllTheSameOnceItIsTheLastThatMay() {
    see(A, READY);
    see(B, READY);
    direction.setWish(A, new OperatorWish(NodeState.REFUSED, now.plusSeconds(60)), now);
    assertThat(direction.route().nodes()).containsExactly(B);
    assertThat(see(B, REFUSED)).isEqualTo("a");
    assertThat(see(A, REFUSED)).as("its own no is no wish").isEqualTo("nobody");
  }

  @Test
  void theOnlyNodeWhoseGateIsOpenHasTheRequestsThoughItHasProvenLittle() {
    see(A, READY, REFUSED);
    see(B, REFUSED);
    assertThat(see(B, READY)).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 60, 149, 190})
  void fourFaultsWithinTenMinutesChangeTheRouteLessThanEightTimes(long everySeconds) {
    var faults = new ArrayList<Instant>();
    for (int i = 0; i < 4; i++) {
      faults.add(now.plusSeconds(5 + i * everySeconds));
    }
    assertThat(changesWhile(faults)).isLessThan(8).isGreaterThanOrEqualTo(2);
  }

  @Test
  void howeverTheFourFaultsAreSpread() {
    var random = new Random(5);
    for (int round = 0; round < 10; round++) {
      var faults = new ArrayList<Instant>();
      for (int i = 0; i < 4; i++) {
        faults.add(now.plusSeconds(1 + random.nextInt(598)));
      }
      assertThat(changesWhile(faults)).as("%s", faults).isLessThan(8);
      now = now.plus(Duration.ofHours(1));
    }
  }

  /** Each fault lasts four seconds; twenty minutes are looked at, all changes back included. */
  private long changesWhile(List<Instant> faults) {
    var fresh = new Direction(PAIR, Optional.empty(), now);
    Instant end = now.plus(Duration.ofMinutes(20));
    long changes = 0;
    for (Instant at = now; at.isBefore(end); at = at.plus(POLL)) {
      Instant moment = at;
      boolean faulty =
          faults.stream().anyMatch(f -> !moment.isBefore(f) && moment.isBefore(f.plusSeconds(4)));
      String before = fresh.route().to();
      fresh.recordSighting(B, READY, POLL, at);
      fresh.recordSighting(A, faulty ? REFUSED : READY, POLL, at);
      changes += fresh.route().to().equals(before) ? 0 : 1;
    }
    assertThat(fresh.route().to()).isEqualTo("a");
    return changes;
  }

  @Test
  void aHeldNodeStillHelpsWhenNobodyElseIsReady() {
    see(B, READY);
    for (int i = 0; i < 3; i++) {
      see(A, REFUSED, READY, READY, READY);
    }
    see(A, REFUSED, READY, READY, READY);
    assertThat(look(A).state()).isEqualTo(NodeState.HELD);
    assertThat(to()).isEqualTo("b");
    assertThat(see(B, REFUSED)).isEqualTo("a");
    now = now.plus(FlapDamper.WINDOW);
    see(B, READY, READY, READY);
    assertThat(see(A, READY)).isEqualTo("a");
  }

  @Test
  void aSwitchoverMovesTheRequestsAndBackAgain() {
    see(A, READY);
    see(B, READY);
    direction.switchover(B, now);
    assertThat(to()).isEqualTo("b");
    assertThat(direction.chosen()).contains(B);
    assertThat(look(B).role()).hasToString("primary");
    direction.switchover(A, now);
    assertThat(to()).isEqualTo("a");
    assertThat(direction.chosen()).isEmpty();
  }

  @Test
  void aSwitchoverToANodeThatIsNotReadyIsRefused() {
    see(A, READY);
    see(B, READY, UNKNOWN, UNKNOWN);
    assertThatThrownBy(() -> direction.switchover(B, now))
        .isInstanceOf(NotNowException.class)
        .hasMessageContaining("b is unknown: no answer");
    assertThat(to()).isEqualTo("a");
  }

  @Test
  void neverAreBothOfAPairDrained() {
    see(A, READY);
    see(B, READY);
    var wish = new OperatorWish(NodeState.DRAINING, now.plusSeconds(60));
    direction.setWish(A, wish, now);
    assertThat(to()).isEqualTo("b");
    assertThatThrownBy(() -> direction.setWish(B, wish, now)).isInstanceOf(NotNowException.class);
    assertThatThrownBy(
            () -> direction.setWish(B, new OperatorWish(NodeState.REFUSED, wish.until()), now))
        .isInstanceOf(NotNowException.class);
    assertThat(to()).isEqualTo("b");
  }

  @Test
  void aDrainEndsByItself() {
    see(A, READY);
    see(B, READY);
    direction.setWish(A, new OperatorWish(NodeState.DRAINING, now.plusSeconds(60)), now);
    now = now.plusSeconds(59);
    assertThat(see(B, READY)).isEqualTo("b");
    now = now.plusSeconds(1);
    assertThat(see(B, READY)).isEqualTo("a");
  }

  @Test
  void aRememberedPrimaryThatIsNoLongerConfiguredIsForgotten() {
    assertThat(new Direction(PAIR, Optional.of(B), now).route().to()).isEqualTo("b");
    assertThat(new Direction(PAIR, Optional.of(new NodeName("gone")), now).route().to())
        .isEqualTo("a");
  }

  @Test
  void anotherGpuAndAnotherVersionAreWarnedOf() {
    see(A, new PollResult.Ready(new NodeInfo("v2", "A100", 0.1), ""));
    see(B, new PollResult.Ready(new NodeInfo("v1", "T4", 0.23), ""));
    assertThat(direction.snapshot().warnings())
        .containsExactly(
            "b has another GPU (T4) than a (A100): its smoke takes 2.3 × as long",
            "b serves v1, a serves v2");
  }
}
