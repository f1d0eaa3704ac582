package io.mgeosync.failover.drill;

import io.mgeosync.failover.client.DirectorClient;
import io.mgeosync.failover.client.DirectorState;
import io.mgeosync.failover.client.DirectorUnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The director as the drill sees it: one that cannot be asked is a warning, not an end. */
final class Sight {
  private final DirectorClient director;
  private final Consumer<String> steps;
  private final List<String> warnings = new ArrayList<>();
  private Optional<DirectorState> last = Optional.empty();
  private boolean lost;

  Sight(DirectorClient director, Consumer<String> steps) {
    this.director = director;
    this.steps = steps;
  }

  /** What it says now; empty when it cannot be asked. */
  Optional<DirectorState> look() {
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

  /** What it said when it could last be asked. */
  Optional<DirectorState> last() {
    return last;
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
