package io.mgeosync.director.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.base.NodeName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecisionTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> NAMES = List.of("a", "b", "c");

  /** Every mix of roles, states, the active nodes before, and three shares of ejection: 98 304. */
  private static Stream<Case> everyCase() {
    return IntStream.range(0, 8)
        .boxed()
        .flatMap(roles -> IntStream.range(0, 512).mapToObj(states -> nodes(roles, states)))
        .flatMap(
            nodes ->
                IntStream.range(0, 8)
                    .boxed()
                    .flatMap(
                        standing ->
                            Stream.of(0, 50, 100)
                                .map(ejected -> new Case(nodes, ejected, subset(standing)))));
  }

  private static List<Candidate> nodes(int roles, int states) {
    NodeState[] all = NodeState.values();
    List<Candidate> nodes = new ArrayList<>();
    int left = states;
    for (int i = 0; i < NAMES.size(); i++) {
      boolean primary = (roles >> i & 1) == 1;
      nodes.add(node(NAMES.get(i), primary, all[left % all.length], i));
      left /= all.length;
    }
    return nodes;
  }

  private static Candidate node(String name, boolean primary, NodeState state, int second) {
    return node(name, primary, state, true, second);
  }

  private static Candidate node(
      String name, boolean primary, NodeState state, boolean doubted, int second) {
    return new Candidate(
        new NodeName(name), primary, 100, state, doubted, START.plusSeconds(second));
  }

  private static Set<NodeName> subset(int bits) {
    return IntStream.range(0, NAMES.size())
        .filter(i -> (bits >> i & 1) == 1)
        .mapToObj(i -> new NodeName(NAMES.get(i)))
        .collect(Collectors.toSet());
  }

  private record Case(List<Candidate> nodes, int maxEjected, Set<NodeName> standing) {
    RoutePlan way() {
      return Decision.way(nodes, maxEjected, standing);
    }

    List<NodeName> where(Predicate<Candidate> wanted) {
      return nodes.stream().filter(wanted).map(Candidate::node).toList();
    }

    EnumSet<NodeState> states(Collection<NodeName> names) {
      return nodes.stream()
          .filter(node -> names.contains(node.node()))
          .map(Candidate::state)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(NodeState.class)));
    }
  }

  private static List<NodeName> active(RoutePlan way) {
    return way.active().stream().map(TrafficShare::node).toList();
  }

  @Test
  void whoIsRefusedOrHasABetterOneToProveItselfBesideIsNotInTheRouteAndEverybodyElseIs() {
    everyCase()
        .forEach(
            each -> {
              boolean better =
                  !each.where(n -> n.state().compareTo(NodeState.PROVING) < 0).isEmpty();
              assertThat(each.way().route(1, "").nodes())
                  .as(each::toString)
                  .containsExactlyInAnyOrderElementsOf(
                      each.where(
                          node ->
                              node.state().routable() && !(better && node.is(NodeState.PROVING))));
            });
  }

  @Test
  void somebodyIsActiveWheneverAnybodyMayBe() {
    everyCase()
        .forEach(
            each ->
                assertThat(each.way().active().isEmpty())
                    .as(each::toString)
                    .isEqualTo(each.where(node -> node.state().routable()).isEmpty()));
  }

  @Test
  void noSpareIsBetterThanTheBestActiveAndEveryReadyPrimaryIsActive() {
    everyCase()
        .forEach(
            each -> {
              RoutePlan way = each.way();
              if (!way.active().isEmpty() && !way.spares().isEmpty()) {
                NodeState best = each.states(active(way)).iterator().next();
                assertThat(each.states(way.spares()).iterator().next())
                    .as(each::toString)
                    .isGreaterThanOrEqualTo(best);
              }
              assertThat(active(way))
                  .as(each::toString)
                  .containsAll(each.where(node -> node.primary() && node.is(NodeState.READY)));
            });
  }

  @Test
  void besideAReadyNodeOnlyPrimariesThatMayNotBeLeftOutAreUnknown() {
    everyCase()
        .forEach(
            each -> {
              EnumSet<NodeState> states = each.states(active(each.way()));
              if (states.contains(NodeState.READY)) {
                assertThat(states).isSubsetOf(NodeState.READY, NodeState.UNKNOWN);
                if (each.maxEjected() == 100) {
                  assertThat(states).containsExactly(NodeState.READY);
                }
              }
            });
  }

  /** Nodes as name:role:state; the weight of all is 100. */
  @ParameterizedTest
  @CsvSource({
    "a:P:READY b:B:READY,               a,   b",
    "a:P:REFUSED b:B:READY,             b,   ''",
    "a:P:UNKNOWN b:B:READY,             b,   a",
    "a:P:UNKNOWN b:B:REFUSED,           a,   ''",
    "a:P:REFUSED b:B:UNKNOWN,           b,   ''",
    "a:P:REFUSED b:B:REFUSED,           '',  ''",
    "a:P:HELD b:B:READY,                b,   a",
    "a:P:HELD b:B:REFUSED,              a,   ''",
    "a:P:PROVING b:B:READY,             b,   ''",
    "a:P:PROVING b:B:UNKNOWN,           a,   b",
    "a:P:DRAINING b:B:UNKNOWN,          a,   b",
    "a:P:DRAINING b:B:READY,            b,   a",
    "a:P:UNKNOWN b:B:UNKNOWN,           a,   b",
    "a:P:NOT_NOW b:B:READY,             b,   a",
    "a:P:NOT_NOW b:B:DRAINING,          b,   a",
    "a:P:NOT_NOW b:B:UNKNOWN,           a,   b",
    "a:P:NOT_NOW b:B:REFUSED,           a,   ''",
    "a:P:WAITING b:B:NOT_NOW,           b,   ''",
    "a:P:WAITING b:B:UNKNOWN,           b,   ''",
    "a:P:WAITING b:B:REFUSED,           '',  ''",
    "a:B:READY b:P:READY c:B:READY,     b,   a c",
    "a:P:READY b:P:READY c:B:READY,     a b, c",
    "a:P:READY b:P:REFUSED c:B:READY,   a,   c",
    "a:P:REFUSED b:B:READY c:B:READY,   b c, ''",
    "a:P:READY b:P:UNKNOWN c:P:READY,   a c, b",
    "a:P:READY b:P:UNKNOWN c:P:UNKNOWN, a c, b",
    "a:P:READY b:P:UNKNOWN,             a,   b",
  })
  void prefers(String nodes, String active, String spares) {
    List<Candidate> candidates = new ArrayList<>();
    for (String text : nodes.split(" ", -1)) {
      String[] part = text.split(":", -1);
      candidates.add(
          node(part[0], part[1].equals("P"), NodeState.valueOf(part[2]), candidates.size()));
    }
    RoutePlan way = Decision.way(candidates, 50, Set.of());
    assertThat(active(way)).isEqualTo(names(active));
    assertThat(way.spares()).isEqualTo(names(spares));
  }

  private static List<NodeName> names(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split(" ", -1))
        .filter(name -> !name.isEmpty())
        .map(NodeName::new)
        .toList();
  }

  @Test
  void whoWasOnlyNotSeenIsASpareAlsoWhileItProvesItself() {
    List<Candidate> nodes =
        List.of(node("a", true, NodeState.PROVING, false, 0), node("b", false, NodeState.READY, 9));
    assertThat(active(Decision.way(nodes, 50, Set.of()))).isEqualTo(names("b"));
    assertThat(Decision.way(nodes, 50, Set.of()).spares()).isEqualTo(names("a"));
  }

  @Test
  void theLastOneStandingStaysWhenItIsUnknownToo() {
    List<Candidate> nodes =
        List.of(node("a", true, NodeState.UNKNOWN, 0), node("b", false, NodeState.UNKNOWN, 9));
    assertThat(active(Decision.way(nodes, 50, names("b").stream().collect(Collectors.toSet()))))
        .isEqualTo(names("b"));
  }

  @Test
  void aReadyBackupHelpsBeforeAnUnknownPrimaryKeepsItsShare() {
    List<Candidate> nodes =
        List.of(
            node("a", true, NodeState.READY, 0),
            node("b", true, NodeState.UNKNOWN, 1),
            node("c", false, NodeState.READY, 2));
    assertThat(active(Decision.way(nodes, 0, Set.of()))).isEqualTo(names("a c"));
  }
}
