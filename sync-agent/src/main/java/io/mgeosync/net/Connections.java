package io.mgeosync.net;

import java.io.Closeable;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Connections that are used again, for a client that asks many times a second. One is used again
 * only within a second of its last answer: servers close idle ones from two seconds on, and a
 * request that crosses that end on its way is lost. May be used by several threads.
 */
public final class Connections implements Closeable {
  /** Each call gets a connection of its own. */
  static final Connections NONE = new Connections(Duration.ZERO);

  private static final Duration KEPT = Duration.ofSeconds(1);

  private final Duration kept;
  private final Map<Server, Deque<Connection>> idle = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private Connections(Duration kept) {
    this.kept = kept;
  }

  /** None is there yet. */
  public static Connections kept() {
    return new Connections(KEPT);
  }

  /** As {@link HttpCall#send()}, on a connection that is there already if it can. */
  public HttpOutcome send(HttpCall call) throws InterruptedException {
    return new Exchange(call, this).run();
  }

  boolean keep() {
    return kept.isPositive() && !closed;
  }

  Optional<Connection> takeConnection(Server server) {
    if (kept.isZero()) {
      return Optional.empty();
    }
    Deque<Connection> resting = resting(server);
    for (Connection next = resting.pollLast(); next != null; next = resting.pollLast()) {
      if (next.isFresh(kept)) {
        return Optional.of(next);
      }
      next.close();
    }
    return Optional.empty();
  }

  void giveBack(Connection connection) {
    connection.rest();
    resting(connection.server()).addLast(connection);
    if (closed) {
      close();
    }
  }

  private Deque<Connection> resting(Server server) {
    return idle.computeIfAbsent(server, _ -> new ConcurrentLinkedDeque<>());
  }

  @Override
  public void close() {
    closed = true;
    for (Deque<Connection> resting : idle.values()) {
      for (Connection next = resting.pollLast(); next != null; next = resting.pollLast()) {
        next.close();
      }
    }
  }
}
