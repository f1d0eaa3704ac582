package io.mgeosync.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.base.NodeName;
import io.mgeosync.director.client.DirectorState;
import io.mgeosync.director.route.Route;
import io.mgeosync.director.route.TrafficShare;
import io.mgeosync.drill.Sample.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A drill's node goes out at 100, the route has moved at 110, and it is brought back at 200. */
final class AnsweredByTest {
  private static final NodeName A = new NodeName("gpu-a");
  private static final NodeName B = new NodeName("gpu-b");

  private static DrillPlan sharing(int percent) {
    List<TrafficShare> active = new ArrayList<>(List.of(new TrafficShare(A, percent)));
    if (percent < 100) {
      active.add(new TrafficShare(B, 100 - percent));
    }
    var route = new Route(7, active, percent == 100 ? List.of(B) : List.of(), "as configured");
    return new DrillPlan(
        A, List.of(B), new DirectorState(route, Optional.of(A), List.of(), List.of(), List.of()));
  }

  private static Check left(int percent, Sample... samples) {
    OptionalLong moved = OptionalLong.of(110);
    OptionalLong back = OptionalLong.of(210);
    var timeline = new Timeline(100, moved, 100, OptionalLong.of(100), 200, back, 300);
    return AnsweredBy.left(sharing(percent), List.of(samples), timeline);
  }

  private static Sample answer(long due, long end, String node) {
    return new Sample(due, end - due, Outcome.RIGHT, "", node);
  }

  @Test
  void answersThatGoOnComingFromTheNodeAreNoPass() {
    assertThat(left(100, answer(50, 51, "gpu-a"), answer(150, 151, "gpu-b")).passed()).isTrue();
    assertThat(left(100, answer(50, 51, "gpu-a"), answer(150, 151, "gpu-a")).passed()).isFalse();
    assertThat(left(30, answer(50, 51, "gpu-a"), answer(150, 151, "gpu-a")).passed()).isFalse();
  }

  @Test
  void answersOfAnotherNodeAllTheTimeSayNothingOfTheRoute() {
    Check check = left(30, answer(50, 51, "gpu-b"), answer(150, 151, "gpu-b"));
    assertThat(check.passed()).isFalse();
    assertThat(check.found()).isEqualTo("none before, either");
  }

  @Test
  void aRequestThatMetTheNodeBeforeOrAfterItWasOutDoesNotCount() {
    Check check =
        left(
            100,
            answer(105, 150, "gpu-a"),
            answer(150, 151, "gpu-b"),
            answer(190, 205, "gpu-a"),
            answer(195, 206, "gpu-a"));
    assertThat(check.passed()).isTrue();
    assertThat(check.found()).isEqualTo("0 %");
  }

  @Test
  void oneSecondTryThatWentThereIsNoTrafficThatStayed() {
    assertThat(
            left(
                    100,
                    answer(120, 121, "gpu-b"),
                    answer(130, 131, "gpu-b"),
                    answer(140, 141, "gpu-a"))
                .passed())
        .isTrue();
  }

  @Test
  void answersThatNameNoNodeAreNoProof() {
    Check check = left(100, answer(50, 51, "gpu-a"), answer(150, 151, ""));
    assertThat(check.passed()).isFalse();
    assertThat(check.found()).isEqualTo("no answer says");
  }
}
