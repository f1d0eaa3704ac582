package io.mgeosync.drill;

import io.mgeosync.base.Durations;
import io.mgeosync.director.client.DirectorState;
import io.mgeosync.director.client.NotReadyException;
import io.mgeosync.drill.Recovery.Spell;
import io.mgeosync.manifest.Refusal;
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
import java.util.stream.Collectors;

/**
 * One exercise. {@link #run} always brings the node back before it returns or throws; {@link
 * #abort} does the same from another thread.
 */
public final class Drill {
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final DrillSettings settings;
  private final DrillPlan plan;
  private final List<String> directors;
  private final Clock clock;
  private final Consumer<String> steps;
  private final Recovery recovery;
  private final NodeOut out;
  private final List<DirectorObserver> sights;
  private final CountDownLatch aborted = new CountDownLatch(1);

  /**
   * A drill that has not begun.
   *
   * @param directed at least one, all with plans of the same node; the first one's is reported
   * @param outage of that node
   * @param steps is told each step, one line each, by several threads
   */
  public Drill(
      DrillSettings settings,
      List<DrillDirector> directed,
      Outage outage,
      Clock clock,
      Consumer<String> steps) {
    this.settings = settings;
    this.plan = directed.getFirst().plan();
    this.directors = directed.stream().map(one -> one.director().name()).toList();
    this.clock = clock;
    this.steps = steps;
    this.recovery = new Recovery(settings.settle());
    this.out = new NodeOut(outage, settings.returnWithin(), steps);
    this.sights = directed.stream().map(one -> new DirectorObserver(one, steps)).toList();
  }

  /**
   * Drills, once; takes as long as baseline, hold and the node's return take.
   *
   * @param questions asked in turn
   * @throws NotReadyException when a request before that was not answered right, or the route has
   *     changed since it was looked at; the node was not taken out
   * @throws Refusal when the node could not be taken out, or not be brought back, or {@link #abort}
   *     was called
   */
  public DrillReport run(ServiceClient service, List<Question> questions) {
    Instant started = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Load load = Load.start(service, questions, settings.rate());
    Optional<DirectorState> during;
    Timeline timeline;
    try (load) {
      try {
        long action = takeOut(load);
        long begun = load.now();
        OptionalLong moved = hold(load, action, begun);
        Spell spell = spell(load, action, moved.orElse(begun));
        during = sights.getFirst().last();
        long restored = load.now();
        bringBack();
        OptionalLong returned = awaitReturn(load);
        waitFor(settings.settle());
        timeline =
            new Timeline(
                action, moved, spell.from(), spell.recovered(), restored, returned, load.now());
      } finally {
        out.bringBack();
      }
    }
    return new DrillReport(
        started,
        settings,
        directors,
        plan,
        during,
        sights.getFirst().readState(),
        timeline,
        load.samples().all(),
        sights.stream().flatMap(DirectorObserver::warnings).toList());
  }

  private long takeOut(Load load) {
    steps.accept(
        "%d requests a second through the load balancer, for %s"
            .formatted(settings.rate(), Durations.format(settings.baseline())));
    waitFor(settings.baseline());
    DrillPreconditions.requireRight(load.samples().bad());
    sights.forEach(
        DirectorObserver::requireUnchanged); // In an hour's baseline the standby may have fallen.
    steps.accept("taking %s out (%s)".formatted(plan.node(), settings.mode().word()));
    long action = load.now();
    out.takeOut();
    return action;
  }

  /**
   * Until it is well again and the time is over; gives up when it does not become well. Both times
   * count from when the order was carried out: a service may take long to stop.
   */
  private OptionalLong hold(Load load, long action, long begun) {
    long patience = begun + settings.patience().toNanos();
    OptionalLong moved = OptionalLong.empty();
    boolean well = false;
    while (!well && load.now() < patience) {
      moved = moved.isPresent() ? moved : moved(load);
      well = moved.isPresent() && spell(load, action, moved.getAsLong()).over();
      waitFor(GLANCE);
    }
    if (!well) {
      steps.accept("not well again: bringing %s back at once".formatted(plan.node()));
      return moved;
    }
    sayMoved(load, action, moved.orElse(begun));
    waitFor(Duration.ofNanos(begun + settings.hold().toNanos() - load.now()));
    sights.forEach(DirectorObserver::readState);
    return moved;
  }

  private OptionalLong moved(Load load) {
    return sights.stream().allMatch(DirectorObserver::moved)
        ? OptionalLong.of(load.now())
        : OptionalLong.empty();
  }

  private Spell spell(Load load, long action, long out) {
    long answeredUntil = load.samples().answeredUntil(); // First: what is bad must be there then.
    return recovery.spell(load.samples().bad(), answeredUntil, action, out);
  }

  private void sayMoved(Load load, long action, long moved) {
    long bad = load.samples().bad().stream().filter(sample -> sample.end() > action).count();
    steps.accept(
        "moved after %d ms; %s; holding until %s"
            .formatted(
                millis(moved - action),
                bad == 0
                    ? "no request failed"
                    : "%d requests were not answered right, the last %d ms after"
                        .formatted(bad, millis(spell(load, action, moved).to() - action)),
                Durations.format(settings.hold())));
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private void bringBack() {
    steps.accept("bringing %s back".formatted(plan.node()));
    out.bringBack();
  }

  private OptionalLong awaitReturn(Load load) {
    long until = load.now() + settings.returnWithin().toNanos();
    while (load.now() < until) {
      if (sights.stream().allMatch(DirectorObserver::asBefore)) {
        steps.accept("%s is ready and routed as before".formatted(plan.node()));
        return OptionalLong.of(load.now());
      }
      waitFor(GLANCE);
    }
    steps.accept(
        "not routed as before: "
            + sights.stream()
                .map(DirectorObserver::way)
                .distinct()
                .collect(Collectors.joining("; ")));
    return OptionalLong.empty();
  }

  /** A time that is over already is no pause. */
  private void waitFor(Duration time) {
    try {
      if (aborted.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw DrillRefusals.aborted();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DrillRefusals.aborted();
    }
  }

  /**
   * Ends the drill from another thread, as at Ctrl-C; returns once the node is back.
   *
   * @throws Refusal when the node could not be brought back
   */
  public void abort() {
    aborted.countDown();
    if (out.bringBack()) {
      steps.accept("ended before its time: %s is brought back".formatted(plan.node()));
    }
  }
}
