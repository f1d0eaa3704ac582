package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;

/**
 * One node's part of the new requests.
 *
 * @param weight relative to the other shares of the route, 1 to {@value #MAX_WEIGHT}
 */
public record TrafficShare(NodeName node, int weight) {
  /** HAProxy's largest, the narrowest of those who are told. */
  public static final int MAX_WEIGHT = 256;

  public TrafficShare {
    if (weight < 1 || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException("a weight is 1 to " + MAX_WEIGHT);
    }
  }
}
