package io.mgeosync.director.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.base.NodeName;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RequestTargetTest {
  private static final NodeName A = new NodeName("a");
  private static final NodeName B = new NodeName("b");
  private static final NodeName C = new NodeName("c");

  private static String turns(List<TrafficShare> active, NodeName... spares) {
    return RequestTarget.round(new Route(1, active, List.of(spares), "")).stream()
        .map(turn -> turn.first() + ">" + turn.second())
        .collect(Collectors.joining(" "));
  }

  @Test
  void oneNodeHasEveryTurnAndTheBestSpareIsSecond() {
    assertThat(turns(List.of(new TrafficShare(A, 100)), B, C)).isEqualTo("a>b");
    assertThat(turns(List.of(new TrafficShare(A, 7)))).isEqualTo("a>a");
    assertThat(turns(List.of())).isEmpty();
  }

  @Test
  void sharesAreSpreadAsEvenlyAsCanBe() {
    assertThat(turns(List.of(new TrafficShare(A, 100), new TrafficShare(B, 100)), C))
        .isEqualTo("a>b b>a");
    assertThat(
            turns(
                List.of(new TrafficShare(A, 50), new TrafficShare(B, 10), new TrafficShare(C, 10))))
        .isEqualTo("a>b a>b b>c a>b c>a a>b a>b");
  }

  @Test
  void aRoundIsExactWhateverTheWeights() {
    List<RequestTarget> round =
        RequestTarget.round(
            new Route(
                1,
                List.of(new TrafficShare(A, 256), new TrafficShare(B, 1), new TrafficShare(C, 255)),
                List.of(),
                ""));
    assertThat(round).hasSize(512);
    assertThat(round.stream().filter(turn -> turn.first().equals(B))).hasSize(1);
    assertThat(round).noneMatch(turn -> turn.first().equals(turn.second()));
  }
}
