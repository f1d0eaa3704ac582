package io.mgeosync.failover.drill;

import io.mgeosync.config.Durations;
import io.mgeosync.failover.client.DirectorClient;
import io.mgeosync.failover.client.DirectorState;
import io.mgeosync.failover.client.NodeState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One exercise. Whatever happens in {@link #run}, the node is brought back before it returns or
 * throws; {@link #abort} does the same from another thread.
 */
public final class Drill {
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final DrillSettings settings;
  private final DrillPlan plan;
  private final DirectorClient director;
  private final Clock clock;
  private final Consumer<String> steps;
  private final Recovery recovery;
  private final NodeOut out;
  private final Sight sight;
  private final CountDownLatch aborted = new CountDownLatch(1);

  /**
   * A drill that has not begun.
   *
   * @param outage of the plan's node
   * @param steps is told each step, one line each, by several threads
   */
  public Drill(
      DrillSettings settings,
      DrillPlan plan,
      DirectorClient director,
      Outage outage,
      Clock clock,
      Consumer<String> steps) {
    this.settings = settings;
    this.plan = plan;
    this.director = director;
    this.clock = clock;
    this.steps = steps;
    this.recovery = new Recovery(settings.settle());
    this.out = new NodeOut(outage, settings.returnWithin(), steps);
    this.sight = new Sight(director, steps);
  }

  /**
   * Drills, once; takes as long as baseline, hold and the node's return take.
   *
   * @param questions asked in turn
   * @throws NotRestoredException when the node could not be brought back
   * @throws DrillAbortedException when {@link #abort} was called
   * @throws io.mgeosync.manifest.Refusal when the node could not be taken out
   */
  public DrillReport run(ServiceClient service, List<Question> questions) {
    Instant started = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Load load = Load.start(service, questions, settings.rate());
    Optional<DirectorState> during;
    Timeline timeline;
    try (load) {
      try {
        long action = takeOut(load);
        OptionalLong moved = hold(load, action);
        OptionalLong recovered = recovered(load, action);
        during = sight.last();
        long restored = load.now();
        bringBack();
        OptionalLong returned = awaitReturn(load);
        pause(settings.settle());
        timeline = new Timeline(action, moved, recovered, restored, returned, load.now());
      } finally {
        out.end();
      }
    }
    return new DrillReport(
        started,
        settings,
        director.address(),
        plan,
        during,
        sight.look(),
        timeline,
        load.samples().all(),
        Stream.concat(plan.before().warnings().stream(), sight.warnings().stream()).toList());
  }

  private long takeOut(Load load) {
    steps.accept(
        "%d requests a second through the load balancer, for %s"
            .formatted(settings.rate(), Durations.format(settings.baseline())));
    pause(settings.baseline());
    steps.accept("taking %s out (%s)".formatted(plan.node(), settings.mode().word()));
    long action = load.now();
    out.begin();
    return action;
  }

  /** Until it is well again and the time is over; gives up when it does not become well. */
  private OptionalLong hold(Load load, long action) {
    long patience = action + settings.patience().toNanos();
    OptionalLong moved = OptionalLong.empty();
    boolean well = false;
    while (!well && load.now() < patience) {
      moved = moved.isPresent() ? moved : moved(load);
      well = moved.isPresent() && recovered(load, action).isPresent();
      pause(GLANCE);
    }
    if (!well) {
      steps.accept("not well again: bringing %s back at once".formatted(plan.node()));
      return moved;
    }
    tell(load, action, moved);
    pause(Duration.ofNanos(action + settings.hold().toNanos() - load.now()));
    sight.look();
    return moved;
  }

  private OptionalLong moved(Load load) {
    return sight.look().filter(state -> !state.active(plan.node()) && state.applied()).isPresent()
        ? OptionalLong.of(load.now())
        : OptionalLong.empty();
  }

  private OptionalLong recovered(Load load, long action) {
    long at = recovery.at(load.samples().bad(), action);
    return recovery.certain(at, load.samples().answeredUntil())
        ? OptionalLong.of(at)
        : OptionalLong.empty();
  }

  private void tell(Load load, long action, OptionalLong moved) {
    List<Sample> bad =
        load.samples().bad().stream().filter(sample -> sample.end() > action).toList();
    long recovered = recovery.at(bad, action);
    steps.accept(
        "moved after %d ms; %s; holding until %s"
            .formatted(
                millis(moved.orElse(action) - action),
                bad.isEmpty()
                    ? "no request failed"
                    : "%d requests were not answered right, the last %d ms after"
                        .formatted(bad.size(), millis(recovered - action)),
                Durations.format(settings.hold())));
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private void bringBack() {
    steps.accept("bringing %s back".formatted(plan.node()));
    out.end();
  }

  private OptionalLong awaitReturn(Load load) {
    long until = load.now() + settings.returnWithin().toNanos();
    while (load.now() < until) {
      if (asBefore()) {
        steps.accept("%s is ready and routed as before".formatted(plan.node()));
        return OptionalLong.of(load.now());
      }
      pause(GLANCE);
    }
    steps.accept(
        "not routed as before: "
            + sight.last().map(DirectorState::way).orElse("the director cannot be asked"));
    return OptionalLong.empty();
  }

  private boolean asBefore() {
    return sight
        .look()
        .filter(state -> state.node(plan.node()).filter(NodeState::ready).isPresent())
        .filter(state -> state.route().sameWay(plan.before().route()) && state.applied())
        .isPresent();
  }

  /** A time that is over already is no pause. */
  private void pause(Duration time) {
    try {
      if (aborted.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new DrillAbortedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillAbortedException();
    }
  }

  /**
   * Ends the drill from another thread, as at Ctrl-C; returns once the node is back.
   *
   * @throws NotRestoredException when the node could not be brought back
   */
  public void abort() {
    aborted.countDown();
    if (out.end()) {
      steps.accept("ended before its time: %s is brought back".formatted(plan.node()));
    }
  }
}
