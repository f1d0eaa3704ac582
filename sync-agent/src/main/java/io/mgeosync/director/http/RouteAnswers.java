package io.mgeosync.director.http;

import io.mgeosync.director.route.RequestTarget;
import io.mgeosync.director.route.Route;
import io.mgeosync.http.PreparedAnswer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Says of each request where it goes, in two header fields and no body: {@code X-Mgeo-First}, and
 * {@code X-Mgeo-Second} for when the first one fails it. When no node may have any, both name
 * {@value #NOWHERE} with status 200: nginx forgets an error that it intercepts, and after the
 * director's death would go back to a node that was refused. Everything is encoded when the route
 * changes, so that an answer costs a counter and a look at a list.
 */
final class RouteAnswers implements Supplier<PreparedAnswer> {
  /** An upstream of deploy/nginx/front.conf without a server that answers. */
  static final String NOWHERE = "mgeo_nowhere";

  private final Supplier<Route> route;
  private final AtomicInteger counter = new AtomicInteger();
  private volatile Round round;

  /** The encoded turns of one route. */
  private record Round(long sequence, List<PreparedAnswer> turns) {
    static Round of(Route route) {
      List<PreparedAnswer> turns = RequestTarget.round(route).stream().map(Round::turn).toList();
      return new Round(route.sequence(), turns.isEmpty() ? List.of(turn(NOWHERE, NOWHERE)) : turns);
    }

    private static PreparedAnswer turn(RequestTarget turn) {
      return turn(turn.first().value(), turn.second().value());
    }

    private static PreparedAnswer turn(String first, String second) {
      return new PreparedAnswer(Map.of("X-Mgeo-First", first, "X-Mgeo-Second", second));
    }
  }

  RouteAnswers(Supplier<Route> route) {
    this.route = route;
    this.round = Round.of(route.get());
  }

  @Override
  public PreparedAnswer get() {
    List<PreparedAnswer> turns = turns();
    return turns.get(Math.floorMod(counter.getAndIncrement(), turns.size()));
  }

  private List<PreparedAnswer> turns() {
    Route now = route.get();
    Round last = round;
    if (last.sequence() != now.sequence()) {
      last = Round.of(now);
      round = last;
    }
    return last.turns();
  }
}
