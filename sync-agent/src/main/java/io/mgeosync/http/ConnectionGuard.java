package io.mgeosync.http;

import io.mgeosync.base.Stopwatch;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps room on a listener for clients that ask. Each new connection is taken; where there are too
 * many, of one source or of all, the one of least use ends: one that has never asked anything
 * before one that has, of the source that has most of that kind, and the one that was of no use for
 * longest. A request whose head does not come to its end soon ends its connection, too.
 */
final class ConnectionGuard implements Connection.Listener {
  private static final Logger log = LoggerFactory.getLogger(ConnectionGuard.class);

  /** More than all load balancers, scrapers and peers of a node keep open together. */
  static final int MOST = 1024;

  /** Of one source; a proxy on the same machine asks on many connections at once. */
  static final int MOST_OF_ONE = 512;

  /** How many end when there are too many. */
  private static final int AT_ONCE = 64;

  /** The head of a request comes in one packet, or in a few. */
  static final Duration HEAD_WITHIN = Duration.ofSeconds(2);

  private static final long SWEEP_MILLIS = 250;
  private static final long TOLD_EVERY = Duration.ofMinutes(1).toNanos();

  private final Function<EndPoint, Object> sourceOf;
  private final Stopwatch running = Stopwatch.started();
  private final IdentityHashMap<Connection, Held> held = new IdentityHashMap<>();
  private final Map<Object, Set<Held>> sources = new HashMap<>();
  private long ended;
  private long endedTold;
  private long toldAt = -TOLD_EVERY;

  /** A connection, and what has come of it. */
  private static final class Held {
    private final Connection connection;
    private final Object source;
    private long requests;
    private long bytes;
    private long usefulAt;
    private boolean partial;
    private long partialSince;

    Held(Connection connection, Object source, long now) {
      this.connection = connection;
      this.source = source;
      this.usefulAt = now;
    }

    /** Takes up what has come since the last look. */
    void look(long now) {
      long requestsNow = connection.getMessagesIn();
      long bytesNow = connection.getBytesIn();
      if (requestsNow > requests) {
        requests = requestsNow;
        bytes = bytesNow;
        usefulAt = now;
        partial = false;
      } else if (bytesNow > bytes && !partial) {
        partial = true;
        partialSince = now;
      }
    }

    boolean hasAsked() {
      return requests > 0;
    }

    boolean isDripping(long now) {
      return partial && now - partialSince > HEAD_WITHIN.toNanos();
    }
  }

  /**
   * @param sourceOf who is at the other end: what is equal is one source
   */
  ConnectionGuard(Function<EndPoint, Object> sourceOf) {
    this.sourceOf = sourceOf;
  }

  @Override
  public void onOpened(Connection connection) {
    add(connection).forEach(one -> one.getEndPoint().close());
  }

  /** What has to end for it. */
  private synchronized List<Connection> add(Connection connection) {
    long now = running.elapsed().toNanos();
    var added = new Held(connection, sourceOf.apply(connection.getEndPoint()), now);
    held.put(connection, added);
    Set<Held> ofSource = sources.computeIfAbsent(added.source, source -> new LinkedHashSet<>());
    ofSource.add(added);
    if (ofSource.size() > MOST_OF_ONE) {
      return endLeastUseful(ofSource, added, now);
    }
    return held.size() > MOST ? endLeastUseful(held.values(), added, now) : List.of();
  }

  /**
   * Those that have never asked, of the source that has most of them, if there are any. Several at
   * once: under a flood each look at all of them makes room for a while.
   */
  private List<Connection> endLeastUseful(Collection<Held> some, Held added, long now) {
    some.forEach(one -> one.look(now));
    Map<Object, Long> silent =
        some.stream()
            .filter(one -> one != added && !one.hasAsked())
            .collect(Collectors.groupingBy(one -> one.source, Collectors.counting()));
    List<Held> least =
        some.stream()
            .filter(one -> one != added)
            .sorted(
                Comparator.comparing(Held::hasAsked)
                    .thenComparingLong(one -> -weight(one, silent))
                    .thenComparingLong(one -> one.usefulAt - now))
            .limit(AT_ONCE)
            .toList();
    List<Held> ends =
        least.getFirst().hasAsked()
            ? least.subList(0, 1)
            : least.stream().filter(one -> !one.hasAsked()).toList();
    return ends.stream().map(this::end).toList();
  }

  private long weight(Held one, Map<Object, Long> silent) {
    return one.hasAsked()
        ? sources.getOrDefault(one.source, Set.of()).size()
        : silent.getOrDefault(one.source, 0L);
  }

  private Connection end(Held one) {
    removeHeld(one.connection);
    ended++;
    return one.connection;
  }

  @Override
  public synchronized void onClosed(Connection connection) {
    removeHeld(connection);
  }

  private void removeHeld(Connection connection) {
    Held gone = held.remove(connection);
    if (gone == null) {
      return;
    }
    Set<Held> ofSource = sources.getOrDefault(gone.source, Set.of());
    ofSource.remove(gone);
    if (ofSource.isEmpty()) {
      sources.remove(gone.source);
    }
  }

  /** Guards this connector from its start on. */
  void guard(AbstractConnector connector) {
    connector.addBean(this);
    connector.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarted(LifeCycle started) {
            endDripping(connector);
          }
        });
  }

  private void endDripping(AbstractConnector connector) {
    sweep();
    if (connector.isRunning()) {
      connector
          .getScheduler()
          .schedule(() -> endDripping(connector), SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void sweep() {
    dripping().forEach(connection -> connection.getEndPoint().close());
    logEnded();
  }

  private synchronized List<Connection> dripping() {
    long now = running.elapsed().toNanos();
    held.values().forEach(one -> one.look(now));
    List<Held> dripping = held.values().stream().filter(one -> one.isDripping(now)).toList();
    return dripping.stream().map(this::end).toList();
  }

  /** One line a minute at most. */
  private synchronized void logEnded() {
    long now = running.elapsed().toNanos();
    if (ended > endedTold && now - toldAt >= TOLD_EVERY) {
      log.warn(
          "{} connections were ended to keep room for others; {} of {} sources are open",
          ended - endedTold,
          held.size(),
          sources.size());
      endedTold = ended;
      toldAt = now;
    }
  }

  /** How many are open. */
  synchronized int open() {
    return held.size();
  }
}
