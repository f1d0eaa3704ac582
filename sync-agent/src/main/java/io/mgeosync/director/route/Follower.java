package io.mgeosync.director.route;

import io.mgeosync.base.Stopwatch;
import io.mgeosync.manifest.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has one load balancer follow, on a thread of its own: one that hangs delays no other. It is told
 * again five times a second, which mends what failed, and a load balancer that was restarted
 * meanwhile before it has sent much to a node that refused.
 */
final class Follower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);
  private static final Duration AGAIN = Duration.ofMillis(200);
  private static final Duration HUNG = Duration.ofSeconds(2);

  private final Actuator actuator;
  private final RouteListener listener;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile Wanted wanted;
  private volatile ActuatorStatus last;

  /** Since the attempt that goes on began; null between two of them. */
  private volatile @Nullable Stopwatch attempt;

  /**
   * @param sinceSeen since the verdict that caused this route was seen
   */
  private record Wanted(Route route, Stopwatch sinceSeen) {}

  /** Follows from now on. */
  Follower(Actuator actuator, Route first, RouteListener listener) {
    this.actuator = actuator;
    this.listener = listener;
    this.wanted = new Wanted(first, Stopwatch.started());
    this.last = new ActuatorStatus(actuator.name(), false, "not applied yet", 0, 0);
    this.thread =
        Thread.ofPlatform().daemon().name("follow-" + actuator.name()).unstarted(this::run);
    thread.start();
  }

  void followRoute(Route route, Stopwatch sinceSeen) {
    wanted = new Wanted(route, sinceSeen);
    news.release();
  }

  /** An attempt that does not end counts as failed as long as it lasts. */
  ActuatorStatus last() {
    ActuatorStatus ended = last;
    Stopwatch running = attempt;
    double millis = running == null ? 0 : millis(running);
    return millis < HUNG.toMillis()
        ? ended
        : new ActuatorStatus(
            ended.name(),
            false,
            "it has not answered for %d s".formatted((long) millis / 1000),
            ended.appliedSequence(),
            millis);
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        applyRoute(wanted);
        if (news.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void applyRoute(Wanted now) {
    Stopwatch running = Stopwatch.started();
    attempt = running;
    try {
      actuator.apply(now.route());
      done(now, running);
    } catch (Refusal refusal) {
      failed(refusal.reason() + "; " + refusal.remedy(), running);
    } catch (RuntimeException e) {
      log.error("{} failed; this is a bug in mgeo-sync", actuator.name(), e);
      failed("a bug in mgeo-sync; the log says more", running);
    } finally {
      attempt = null;
    }
  }

  private void done(Wanted now, Stopwatch running) {
    Duration sinceSeen = now.sinceSeen().elapsed();
    ActuatorStatus before = last;
    last = new ActuatorStatus(actuator.name(), true, "", now.route().sequence(), millis(running));
    if (!before.ok()) {
      log.info("{} follows route {}", actuator.name(), now.route().sequence());
    }
    if (before.appliedSequence() != now.route().sequence()) {
      listener.followed(actuator.name(), sinceSeen);
    }
  }

  private void failed(String message, Stopwatch running) {
    ActuatorStatus before = last;
    last =
        new ActuatorStatus(
            actuator.name(), false, message, before.appliedSequence(), millis(running));
    if (!before.message().equals(message)) {
      log.warn("{} does not follow: {}", actuator.name(), message);
    }
  }

  private static double millis(Stopwatch running) {
    return running.elapsed().toNanos() / 1e6;
  }

  @Override
  public void close() {
    thread.interrupt();
    actuator.close();
  }
}
