package io.mgeosync.director.http;

import io.mgeosync.director.route.Route;
import io.mgeosync.director.route.Turn;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Says of each request where it goes, in two header fields and no body: {@code X-Mgeo-First}, and
 * {@code X-Mgeo-Second} for when the first one fails it. When no node may have any, both name
 * {@value #NOWHERE}: an answer like any other, since nginx forgets an error that it intercepts, and
 * after the director's death would go back to a node that was refused. Everything is encoded when
 * the route changes, so that an answer costs a counter and a look at a list.
 */
final class RouteHandler extends Handler.Abstract.NonBlocking {
  /** An upstream of deploy/nginx/front.conf that nobody answers. */
  static final String NOWHERE = "mgeo_nowhere";

  private static final int OK = 200;

  /**
   * Out of date since 1970: an nginx that caches the answer asks again each time, and falls back on
   * it only while no director answers.
   */
  private static final HttpField STALE_AT_ONCE = new PreEncodedHttpField("X-Accel-Expires", "@1");

  private final Supplier<Route> route;
  private final AtomicInteger counter = new AtomicInteger();
  private volatile Round round;

  /** The encoded turns of one route. */
  private record Round(long sequence, List<Fields> turns) {
    static Round of(Route route) {
      List<Fields> turns = Turn.round(route).stream().map(Fields::of).toList();
      return new Round(route.sequence(), turns.isEmpty() ? List.of(Fields.NOBODY) : turns);
    }
  }

  private record Fields(HttpField first, HttpField second) {
    static final Fields NOBODY = of(NOWHERE, NOWHERE);

    static Fields of(Turn turn) {
      return of(turn.first().value(), turn.second().value());
    }

    private static Fields of(String first, String second) {
      return new Fields(
          new PreEncodedHttpField("X-Mgeo-First", first),
          new PreEncodedHttpField("X-Mgeo-Second", second));
    }
  }

  RouteHandler(Supplier<Route> route) {
    this.route = route;
    this.round = Round.of(route.get());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    List<Fields> turns = turns();
    HttpFields.Mutable headers = response.getHeaders();
    Fields turn = turns.get(Math.floorMod(counter.getAndIncrement(), turns.size()));
    headers.add(STALE_AT_ONCE);
    headers.add(turn.first());
    headers.add(turn.second());
    response.setStatus(OK);
    response.write(true, BufferUtil.EMPTY_BUFFER, callback);
    return true;
  }

  private List<Fields> turns() {
    Route now = route.get();
    Round last = round;
    if (last.sequence() != now.sequence()) {
      last = Round.of(now);
      round = last;
    }
    return last.turns();
  }
}
