package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Where one request goes.
 *
 * @param second where it goes when the first one fails it; the first one again if there is no other
 */
public record RequestTarget(NodeName first, NodeName second) {

  /**
   * One round of turns in which each active node is first as often as its share says, spread as
   * evenly as can be (nginx's smooth weighted round robin). Taking them one after the other, again
   * and again, needs no state but a counter.
   *
   * @return empty when no node may have any request
   */
  public static List<RequestTarget> round(Route route) {
    List<TrafficShare> active = route.active();
    int divisor =
        active.stream().mapToInt(TrafficShare::weight).reduce(0, RequestTarget::greatestDivisor);
    int[] credit = new int[active.size()];
    int length = active.stream().mapToInt(TrafficShare::weight).sum() / Math.max(1, divisor);
    ToIntFunction<Integer> byCredit = i -> credit[i];
    List<RequestTarget> turns = new ArrayList<>(length);
    for (int turn = 0; turn < length; turn++) {
      for (int i = 0; i < credit.length; i++) {
        credit[i] += active.get(i).weight() / divisor;
      }
      int most =
          IntStream.range(0, credit.length)
              .boxed()
              .max(Comparator.comparingInt(byCredit).thenComparing(Comparator.reverseOrder()))
              .orElseThrow();
      credit[most] -= length;
      turns.add(new RequestTarget(active.get(most).node(), second(route, most)));
    }
    return List.copyOf(turns);
  }

  private static NodeName second(Route route, int first) {
    List<TrafficShare> active = route.active();
    if (active.size() > 1) {
      return active.get((first + 1) % active.size()).node();
    }
    return route.spares().isEmpty() ? active.get(first).node() : route.spares().getFirst();
  }

  private static int greatestDivisor(int a, int b) {
    return b == 0 ? a : greatestDivisor(b, a % b);
  }
}
