package io.mgeosync.failover.drill;

import io.mgeosync.config.Durations;
import io.mgeosync.config.NodeName;
import io.mgeosync.failover.client.DirectorClient;
import java.time.Duration;

/** The director holds the node out of its route, and lets it back by itself after a time. */
public final class DirectedOutage implements Outage {
  private final DirectorClient director;
  private final NodeName node;
  private final DrillMode mode;
  private final Duration time;

  /**
   * Nothing is out yet.
   *
   * @param time after which the director lets it back, whatever became of us
   */
  public DirectedOutage(DirectorClient director, NodeName node, DrillMode mode, Duration time) {
    if (mode == DrillMode.STOP) {
      throw new IllegalArgumentException("a director stops no service");
    }
    this.director = director;
    this.node = node;
    this.mode = mode;
    this.time = time;
  }

  @Override
  public void begin() {
    if (mode == DrillMode.DRAIN) {
      director.drain(node, time);
    } else {
      director.refuse(node, time);
    }
  }

  @Override
  public void end() {
    director.release(node);
  }

  @Override
  public String plan() {
    return "have the director at %s %s %s".formatted(director.address(), mode.word(), node);
  }

  @Override
  public String byHand() {
    return "%s (without that the director lets %s back by itself, %s after the drill took it out)"
        .formatted(director.releaseByHand(node), node, Durations.format(time));
  }
}
