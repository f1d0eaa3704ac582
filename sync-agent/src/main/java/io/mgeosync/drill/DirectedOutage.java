package io.mgeosync.drill;

import io.mgeosync.base.Durations;
import io.mgeosync.base.NodeName;
import io.mgeosync.director.client.DirectorClient;
import io.mgeosync.manifest.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The directors hold the node out of their routes, and let it back by themselves after a time. */
public final class DirectedOutage implements Outage {
  private final List<DirectorClient> directors;
  private final NodeName node;
  private final DrillMode mode;
  private final Duration time;
  private final List<DirectorClient> ordered = new ArrayList<>();

  /**
   * Nothing is out yet.
   *
   * @param time after which each director lets it back, also when this drill is gone
   */
  public DirectedOutage(
      List<DirectorClient> directors, NodeName node, DrillMode mode, Duration time) {
    if (mode == DrillMode.STOP) {
      throw new IllegalArgumentException("a director stops no service");
    }
    this.directors = List.copyOf(directors);
    this.node = node;
    this.mode = mode;
    this.time = time;
  }

  @Override
  public void takeOut() {
    directors.forEach(this::sendOrder);
  }

  private void sendOrder(DirectorClient director) {
    ordered.add(director);
    try {
      if (mode == DrillMode.DRAIN) {
        director.drainNode(node, time);
      } else {
        director.refuseNode(node, time);
      }
    } catch (Refusal refusal) {
      if (!refusal.retryable()) {
        ordered.removeLast();
      }
      throw ordered.isEmpty() ? refusal : DrillRefusals.partlyOut(refusal);
    }
  }

  /** A director that took no order is left alone: another drill may have given it one. */
  @Override
  public void bringBack() {
    var failures = new ArrayList<Refusal>();
    ordered.removeIf(director -> released(director, failures));
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private boolean released(DirectorClient director, List<Refusal> failures) {
    try {
      director.releaseNode(node);
      return true;
    } catch (Refusal refusal) {
      failures.add(refusal);
      return false;
    }
  }

  @Override
  public String plan() {
    return "have the director at %s %s %s".formatted(addresses(), mode.word(), node);
  }

  private String addresses() {
    return directors.stream()
        .map(director -> director.name())
        .collect(Collectors.joining(", and the one at "));
  }

  @Override
  public String byHand() {
    return "%s (without that the director lets %s back by itself, %s after the drill took it out)"
        .formatted(
            ordered.stream()
                .map(director -> director.releaseByHand(node))
                .collect(Collectors.joining("; ")),
            node,
            Durations.format(time));
  }
}
