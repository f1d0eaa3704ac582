package io.mgeosync.director.switchover;

import io.mgeosync.base.Deadline;
import io.mgeosync.base.NodeName;
import io.mgeosync.base.Stopwatch;
import io.mgeosync.director.client.DirectorClient;
import io.mgeosync.director.client.DirectorState;
import io.mgeosync.director.client.DirectorUnreachableException;
import io.mgeosync.director.client.NotReadyException;
import io.mgeosync.director.client.ReportedNode;
import io.mgeosync.manifest.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Moves the traffic to a node at one director after another, so that a node that turns out bad
 * under load has harmed one load balancer only. Doing so again changes nothing.
 */
public final class Switchover {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final NodeName to;
  private final Duration wait;
  private final Duration settle;
  private final Consumer<String> steps;

  /**
   * A switchover that has not begun.
   *
   * @param wait how long each director may take
   * @param settle how long the new route must stand before the next director is asked
   * @param steps is told each step, one line each
   */
  public Switchover(NodeName to, Duration wait, Duration settle, Consumer<String> steps) {
    this.to = to;
    this.wait = wait;
    this.settle = settle;
    this.steps = steps;
  }

  /**
   * Moves it.
   *
   * @throws NotReadyException when a director would not send it requests; nothing was moved
   * @throws DirectorUnreachableException when a director cannot be asked; nothing was moved
   * @throws Refusal when anything goes wrong at a later director than the first
   */
  public List<Move> run(List<DirectorClient> directors) {
    directors.forEach(this::requireReady);
    var moves = new ArrayList<Move>();
    for (DirectorClient director : directors) {
      try {
        moves.add(moveDirector(director));
      } catch (Refusal refusal) {
        throw moves.isEmpty() ? refusal : SwitchoverRefusals.partlyMoved(moves, refusal);
      }
    }
    return moves;
  }

  private void requireReady(DirectorClient director) {
    ReportedNode node = director.node(director.state(), to);
    if (!node.ready()) {
      throw SwitchoverRefusals.notReady(director.name(), node);
    }
    steps.accept("%s: %s is ready".formatted(director.name(), to));
  }

  private Move moveDirector(DirectorClient director) {
    DirectorState before = director.state();
    if (arrived(before, Optional.empty())) {
      steps.accept("%s: %s is the primary already".formatted(director.name(), to));
      return new Move(director.name(), false, Duration.ZERO, before.way());
    }
    Optional<NodeName> old = alone(before);
    Stopwatch running = Stopwatch.started();
    Deadline until = Deadline.after(wait);
    director.switchover(to);
    awaitMove(director, old, until);
    Duration took = running.elapsed();
    steps.accept("%s: moved after %d ms".formatted(director.name(), took.toMillis()));
    DirectorState after = settled(director, old);
    steps.accept("%s: requests go to %s".formatted(director.name(), after.way()));
    return new Move(director.name(), true, took, after.way());
  }

  /** Who must be behind the new one afterwards: where several share, each may go on doing so. */
  private static Optional<NodeName> alone(DirectorState before) {
    return before.route().active().size() == 1 ? before.first() : Optional.empty();
  }

  private void awaitMove(DirectorClient director, Optional<NodeName> old, Deadline until) {
    Optional<String> missing = missing(director, old);
    while (missing.isPresent()) {
      if (until.isOver()) {
        throw SwitchoverRefusals.notMoved(director.name(), wait, missing.get());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      missing = missing(director, old);
    }
  }

  /** What is not yet as it should be; a director that does not answer may have moved. */
  private Optional<String> missing(DirectorClient director, Optional<NodeName> old) {
    try {
      DirectorState now = director.state();
      return arrived(now, old) ? Optional.empty() : Optional.of(where(now));
    } catch (DirectorUnreachableException e) {
      return Optional.of("the order was given, and then " + e.reason());
    }
  }

  private DirectorState settled(DirectorClient director, Optional<NodeName> old) {
    Deadline until = Deadline.after(settle);
    while (!until.isOver()) {
      LockSupport.parkNanos(until.leftNanos());
    }
    DirectorState now = director.state();
    if (!arrived(now, old)) {
      throw SwitchoverRefusals.notMoved(director.name(), wait, "it moved, and then " + where(now));
    }
    return now;
  }

  /** Several primaries share: the new one need not be the first of them. */
  private boolean arrived(DirectorState state, Optional<NodeName> old) {
    return state.node(to).filter(ReportedNode::primary).isPresent()
        && state.active(to)
        && old.filter(node -> !node.equals(to)).filter(state::active).isEmpty()
        && state.applied();
  }

  private static String where(DirectorState state) {
    String behind = state.behind();
    return "requests go to " + state.way() + (behind.isEmpty() ? "" : "; " + behind);
  }
}
