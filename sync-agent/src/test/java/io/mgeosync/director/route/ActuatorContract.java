package io.mgeosync.director.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.base.NodeName;
import io.mgeosync.manifest.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every actuator promises, whichever load balancer it drives; each one inherits these tests.
 * The load balancer of a test has the servers {@link #A} and {@link #B}.
 */
public abstract class ActuatorContract {
  protected static final NodeName A = new NodeName("gpu-a");
  protected static final NodeName B = new NodeName("gpu-b");

  private static final Route TO_A =
      new Route(1, List.of(new TrafficShare(A, 100)), List.of(), "start");
  private static final Route TO_B =
      new Route(2, List.of(new TrafficShare(B, 100)), List.of(), "a fault");

  /** The actuator under test, the same one for the whole test. */
  protected abstract Actuator actuator() throws Exception;

  /** The nodes that a request may reach now, by name, as the load balancer itself has it. */
  protected abstract List<NodeName> reached() throws Exception;

  /** Whether the load balancer was told to change anything since the last call. */
  protected abstract boolean changed() throws Exception;

  /** The load balancer is restarted, and has forgotten every route. */
  protected abstract void restart() throws Exception;

  /** From now on the load balancer does not do as it is told. */
  protected abstract void disobey() throws Exception;

  private void apply(Route route) throws Exception {
    actuator().apply(route);
  }

  @Test
  void route_isFollowedOnceApplyReturns() throws Exception {
    apply(TO_A);
    assertThat(reached()).containsExactly(A);
    apply(TO_B);
    assertThat(reached()).containsExactly(B);
  }

  @Test
  void shares_andSpares_areReached() throws Exception {
    apply(new Route(3, List.of(new TrafficShare(A, 30)), List.of(B), "a spare"));
    assertThat(reached()).containsExactly(A, B);
    apply(
        new Route(
            4, List.of(new TrafficShare(A, 30), new TrafficShare(B, 70)), List.of(), "two shares"));
    assertThat(reached()).containsExactly(A, B);
  }

  @Test
  void routeWithoutNodes_reachesNone() throws Exception {
    apply(TO_A);
    apply(new Route(5, List.of(), List.of(), "all refuse"));
    assertThat(reached()).isEmpty();
  }

  @Test
  void sameRouteAgain_changesNothing() throws Exception {
    apply(TO_A);
    assertThat(changed()).isTrue();
    apply(TO_A);
    apply(new Route(6, TO_A.active(), TO_A.spares(), "another reason"));
    assertThat(changed()).isFalse();
  }

  @Test
  void restartedLoadBalancer_isToldAgain() throws Exception {
    apply(TO_B);
    restart();
    apply(TO_B);
    assertThat(reached()).containsExactly(B);
  }

  @Test
  void loadBalancerThatDisobeys_isARefusalAndKeepsOneOfTheRoutes() throws Exception {
    apply(TO_A);
    disobey();
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> apply(TO_B))
        .satisfies(refusal -> assertThat(refusal.reason()).isNotBlank().doesNotContain("\n"))
        .satisfies(refusal -> assertThat(refusal.remedy()).isNotBlank().doesNotContain("\n"));
    assertThat(reached()).isIn(List.of(A), List.of(B), List.of(A, B));
  }

  @Test
  void close_leavesTheRouteAsItIs() throws Exception {
    apply(TO_B);
    actuator().close();
    assertThat(reached()).containsExactly(B);
  }

  @Test
  void name_isOneWordForLogsAndMetrics() throws Exception {
    assertThat(actuator().name()).matches("[a-z][a-z-]*");
  }
}
