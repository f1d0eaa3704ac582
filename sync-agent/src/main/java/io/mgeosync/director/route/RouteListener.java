package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import java.time.Duration;

/** Hears of what a director does, to count it; each call returns at once. */
public interface RouteListener {
  /** A poll ended, answered or not. */
  void polled(NodeName node, Duration took);

  /**
   * New requests go elsewhere.
   *
   * @param reason one word of few
   */
  void switched(Route from, Route to, String reason);

  /**
   * A load balancer follows.
   *
   * @param took since the verdict that caused it was seen
   */
  void followed(String actuator, Duration took);
}
