package io.mgeosync.schedule;

import io.mgeosync.base.Durations;
import io.mgeosync.base.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.DateBuilder;
import org.quartz.DateBuilder.IntervalUnit;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs cycles at their times, never two of one name at once. A time that comes while a run is still
 * going is dropped with one log line; a run that was asked for meanwhile follows once.
 *
 * <p>Times are computed with the injected clock; the waiting itself is Quartz's, in real time. When
 * that clock is set, all is planned again within {@link #LOOK_EVERY}. The threads are named {@code
 * cycle-N}.
 */
public final class CycleScheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CycleScheduler.class);
  private static final AtomicInteger INSTANCES = new AtomicInteger();
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(20);
  private static final Duration STEP = Duration.ofSeconds(2);

  private final String node;
  private final Clock clock;
  private final Clock steadyClock;
  private final Duration closeDeadline;
  private final Scheduler quartz;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clockWatch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("schedule-clock").factory());
  private Duration offset = Duration.ZERO;
  private volatile boolean closing;

  /**
   * Starts with nothing to run.
   *
   * @param node decides this node's splay
   * @param atOnce how many cycles of different names may run at the same time
   * @param closeDeadline how long {@link #close} waits before it interrupts what still runs
   */
  public CycleScheduler(String node, Clock clock, int atOnce, Duration closeDeadline) {
    this.node = node;
    this.clock = clock;
    this.steadyClock = new SteadyClock(clock);
    this.closeDeadline = closeDeadline;
    String name = "mgeo-sync-" + INSTANCES.incrementAndGet();
    this.quartz = QuartzStart.start(name, atOnce, lanes::get);
    var _ =
        clockWatch.scheduleWithFixedDelay(
            this::followClock, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How far the clock was set since the start. */
  private Duration offsetNow() {
    return Duration.between(steadyClock.instant(), clock.instant());
  }

  /** Plans everything again when the clock was set since the last call. */
  synchronized void followClock() {
    Duration now = offsetNow();
    Duration step = now.minus(offset);
    if (step.abs().compareTo(STEP) > 0) {
      offset = now;
      LOG.warn("the clock was set by {} s: the schedules follow", step.toSeconds());
      lanes.values().forEach(Lane::clockStepped);
    }
  }

  /**
   * Runs the cycle at the line's times, and at once when a run was missed since the last success.
   *
   * @param name of the bundle, or of anything else that must not run twice at a time
   * @param maxSplay this node waits its own steady part of it after each of the line's times
   * @param lastSuccess empty when there never was one
   */
  public void schedule(
      String name,
      CronSpec cron,
      Duration maxSplay,
      Optional<Instant> lastSuccess,
      Runnable cycle) {
    Lane lane = new Lane(name, Splay.of(cron, node, name, maxSplay), cycle, clock, this::arm);
    if (lanes.putIfAbsent(name, lane) != null) {
      throw new IllegalArgumentException("scheduled already: " + name);
    }
    JobDetail job = JobBuilder.newJob(Lane.class).withIdentity(name).storeDurably().build();
    sure(() -> quartz.addJob(job, false));
    if (lane.splay().missed(lastSuccess, clock.instant())) {
      LOG.info("{}: a run was missed, catching up now", name);
      runNow(name);
    }
    lane.plan();
  }

  /**
   * Runs the cycle as soon as no other run of this name is going; returns at once.
   *
   * @return false when a run was already asked for and has not begun yet, which then serves both
   */
  public boolean runNow(String name) {
    Lane lane = lane(name);
    if (closing || !lane.requestRun()) {
      return false;
    }
    sure(() -> quartz.triggerJob(new JobKey(name)));
    return true;
  }

  /** When the cycle runs next by its line; empty when its years are over. */
  public Optional<Instant> nextRun(String name) {
    return lane(name).splay().nextAfter(clock.instant());
  }

  private Lane lane(String name) {
    return Objects.requireNonNull(lanes.get(name), () -> "not scheduled: " + name);
  }

  private void arm(Lane lane, Instant at) {
    if (!closing) {
      var key = new TriggerKey(lane.name());
      Date start = inRealTime(Duration.between(clock.instant(), at));
      Trigger trigger =
          TriggerBuilder.newTrigger().withIdentity(key).forJob(lane.name()).startAt(start).build();
      sure(() -> replaceTrigger(key, trigger));
    }
  }

  /** Quartz counts in ints; beyond 24 days of milliseconds a second more or less is the same. */
  private static Date inRealTime(Duration wait) {
    long millis = Math.max(0, wait.toMillis());
    return millis < Integer.MAX_VALUE
        ? DateBuilder.futureDate((int) millis, IntervalUnit.MILLISECOND)
        : DateBuilder.futureDate(Math.toIntExact(wait.toSeconds()), IntervalUnit.SECOND);
  }

  /** A trigger that is ringing right now still exists. */
  private void replaceTrigger(TriggerKey key, Trigger trigger) throws SchedulerException {
    if (quartz.rescheduleJob(key, trigger) == null) {
      quartz.scheduleJob(trigger);
    }
  }

  /** Starts no more runs, waits for those that are going, and interrupts them at the deadline. */
  @Override
  public void close() {
    closing = true;
    clockWatch.shutdownNow();
    Thread stopper = Thread.ofPlatform().daemon().name("schedule-stop").start(this::shutdown);
    try {
      if (!stopper.join(closeDeadline)) {
        LOG.warn("a run did not end within {} and is interrupted", Durations.format(closeDeadline));
        lanes.values().forEach(Lane::interrupt);
        stopper.join(AFTER_INTERRUPT);
      }
    } catch (InterruptedException e) {
      lanes.values().forEach(Lane::interrupt);
      Thread.currentThread().interrupt();
    }
  }

  private void shutdown() {
    sure(() -> quartz.shutdown(true));
  }

  /** Fails only where this class uses Quartz wrongly. */
  @FunctionalInterface
  private interface QuartzCall {
    void call() throws SchedulerException;
  }

  private static void sure(QuartzCall call) {
    try {
      call.call();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz refused: " + e.getMessage(), e);
    }
  }
}
