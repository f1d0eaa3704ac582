package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import io.mgeosync.base.Stopwatch;
import io.mgeosync.config.DirectorConfig;
import io.mgeosync.manifest.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of a director: one thread owns the state, takes in what polls see and operators ask, and
 * publishes the route before it tells the load balancers. Readers get the last snapshot.
 */
public final class RouteKeeper implements NodePolls.Listener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RouteKeeper.class);

  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration STANDING = Duration.ofSeconds(2);

  private final Clock clock;
  private final RouteListener listener;
  private final PrimaryFile primaryFile;
  private final Direction direction;
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private final CountDownLatch known = new CountDownLatch(1);
  private final ExecutorService loop =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("director").factory());
  private final Duration patience;
  private volatile RouteSnapshot snapshot;
  private volatile Instant cycled;

  /**
   * Routes from now on.
   *
   * @param clock one that does not jump
   */
  public RouteKeeper(DirectorConfig config, Clock clock, RouteListener listener) {
    this.clock = clock;
    this.listener = listener;
    this.primaryFile = new PrimaryFile(config.state());
    this.direction = new Direction(config, primaryFile.read(), clock.instant());
    this.snapshot = direction.snapshot();
    this.patience = STANDING.plus(config.poll().interval());
    this.cycled = clock.instant();
  }

  /** Whether the loop goes round: every poll is a cycle, so that it is never at rest for long. */
  public boolean isLooping() {
    return clock.instant().isBefore(cycled.plus(patience));
  }

  /**
   * Returns once each node is known, or after that time. Before, this route is the configuration's,
   * while load balancers may still follow a better one of the director before this one.
   */
  public void awaitKnown(Duration atMost) {
    try {
      boolean all = known.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
      log.info(
          "{} has the requests{}", snapshot.route().to(), all ? "" : "; not all nodes are known");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has a load balancer follow from now on; it is closed with this. */
  public void addActuator(Actuator actuator) {
    CompletableFuture.runAsync(
            () -> followers.add(new Follower(actuator, direction.route(), listener)), loop)
        .join();
  }

  /** The last snapshot; never waits. */
  public RouteSnapshot snapshot() {
    return snapshot;
  }

  /** How each load balancer follows; never waits. */
  public List<ActuatorStatus> followed() {
    return followers.stream().map(Follower::last).toList();
  }

  @Override
  public void seen(NodeName node, PollResult sighting, Duration took) {
    Stopwatch sinceSeen = Stopwatch.started();
    listener.polled(node, took);
    try {
      loop.execute(() -> recordSighting(node, sighting, took, sinceSeen));
    } catch (RejectedExecutionException e) {
      log.debug("the director has ended: {} was seen too late", node);
    }
  }

  private void recordSighting(
      NodeName node, PollResult sighting, Duration took, Stopwatch sinceSeen) {
    try {
      cycle(sinceSeen, now -> direction.recordSighting(node, sighting, took, now));
    } catch (RuntimeException e) {
      log.error("what was seen of {} is lost; this is a bug in mgeo-sync", node, e);
    }
  }

  /**
   * Moves new requests to a node, and remembers it.
   *
   * @throws NotNowException when the node is not ready
   * @throws Refusal when it was done but the disk does not take it
   */
  public void switchover(NodeName to) {
    applyEvent(now -> direction.switchover(to, now));
    try {
      remember();
    } catch (Refusal refusal) {
      throw notRemembered(to, refusal);
    }
  }

  /** A switchover was done, but a restart of the director would undo it. */
  private static Refusal notRemembered(NodeName node, Refusal cause) {
    return Refusal.of(
        cause.kind(),
        "%s is the primary now, but this cannot be remembered: %s".formatted(node, cause.reason()),
        cause.remedy() + ", then switch over again",
        cause);
  }

  private synchronized void remember() {
    primaryFile.writePrimary(CompletableFuture.supplyAsync(direction::chosen, loop).join());
  }

  /**
   * Sends no new requests to a node for a while.
   *
   * @throws NotNowException when no other node is ready
   */
  public void drainNode(NodeName node, Duration time) {
    setWish(node, NodeState.DRAINING, time);
  }

  /**
   * Treats a node as refused for a while.
   *
   * @throws NotNowException when no other node is ready
   */
  public void refuseNode(NodeName node, Duration time) {
    setWish(node, NodeState.REFUSED, time);
  }

  private void setWish(NodeName node, NodeState state, Duration time) {
    if (time.compareTo(LONGEST) > 0) {
      throw NotNowException.tooLong(node);
    }
    applyEvent(now -> direction.setWish(node, new OperatorWish(state, now.plus(time)), now));
  }

  /**
   * Ends what was wished of a node, and forgets how often it fell and that it refused.
   *
   * @throws NotNowException when there is no such node
   */
  public void releaseNode(NodeName node) {
    applyEvent(now -> direction.releaseNode(node, now));
  }

  private void applyEvent(Function<Instant, Direction.Change> event) {
    Stopwatch sinceAsked = Stopwatch.started();
    try {
      CompletableFuture.runAsync(() -> cycle(sinceAsked, event), loop).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof NotNowException refused) {
        throw refused;
      }
      throw e;
    }
  }

  private void cycle(Stopwatch sinceSeen, Function<Instant, Direction.Change> event) {
    Route before = direction.route();
    Direction.Change change = event.apply(clock.instant());
    snapshot = direction.snapshot();
    Duration took = sinceSeen.elapsed();
    if (direction.known()) {
      known.countDown();
    }
    if (change.ofRoute()) {
      followers.forEach(follower -> follower.followRoute(direction.route(), sinceSeen));
    }
    // Only now: the reader of the log may be slow.
    change.nodes().forEach(log::info);
    tellListeners(before, direction.route(), change.cause(), took);
    cycled = clock.instant();
  }

  private void tellListeners(Route before, Route after, String cause, Duration took) {
    if (!before.active().equals(after.active())) {
      log.info("{} -> {}: {}", before.to(), after.to(), after.why());
      listener.switched(before, after, cause);
      listener.followed("route", took);
    }
  }

  @Override
  public void close() {
    loop.shutdownNow();
    followers.forEach(Follower::close);
  }
}
