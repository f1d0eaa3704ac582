package io.mgeosync.drill;

import io.mgeosync.director.client.DirectorClient;
import io.mgeosync.director.client.DirectorState;
import io.mgeosync.director.client.DirectorUnreachableException;
import io.mgeosync.director.client.ReportedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What one director says as the drill goes on: one that is away is a warning, not an end. */
final class DirectorObserver {
  private final DirectorClient director;
  private final DrillPlan plan;
  private final Consumer<String> steps;
  private final List<String> warnings = new ArrayList<>();
  private Optional<DirectorState> last = Optional.empty();
  private boolean lost;

  DirectorObserver(DrillDirector directed, Consumer<String> steps) {
    this.director = directed.director();
    this.plan = directed.plan();
    this.steps = steps;
  }

  /**
   * The look before the drill, once more.
   *
   * @throws io.mgeosync.manifest.Refusal when a drill would not be allowed now, or all is not as it
   *     was
   */
  void requireUnchanged() {
    DrillPreconditions.requireUnchanged(director, plan);
  }

  /** What it says now; empty when it cannot be asked. */
  Optional<DirectorState> readState() {
    try {
      last = Optional.of(director.state());
      lost = false;
      return last;
    } catch (DirectorUnreachableException e) {
      if (!lost) {
        lost = true;
        warnings.add(e.reason());
        steps.accept("warning: " + e.reason());
      }
      return Optional.empty();
    }
  }

  /** Whether its load balancers route past the node now. */
  boolean moved() {
    return readState().filter(state -> !state.active(plan.node()) && state.applied()).isPresent();
  }

  /** Whether the node is ready now, and everything is routed as it was before the drill. */
  boolean asBefore() {
    return readState()
        .filter(state -> state.node(plan.node()).filter(ReportedNode::ready).isPresent())
        .filter(state -> state.route().sameWay(plan.before().route()) && state.applied())
        .isPresent();
  }

  /** What it said when it could last be asked. */
  Optional<DirectorState> last() {
    return last;
  }

  /** Where requests went when it could last be asked, in words. */
  String way() {
    return last.map(DirectorState::way).orElse("the director cannot be asked");
  }

  /** Its own before the drill, and what went wrong since. */
  Stream<String> warnings() {
    return Stream.concat(plan.before().warnings().stream(), warnings.stream());
  }
}
