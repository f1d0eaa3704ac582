package io.mgeosync.director.route;

import io.mgeosync.manifest.Refusal;

/** Has one load balancer follow the route. */
public interface Actuator extends AutoCloseable {
  /** Which load balancer this is, for logs and metrics, e.g. {@code haproxy}. */
  String name();

  /**
   * Brings the load balancer to this route and returns once new requests follow it. Doing so again
   * changes nothing, and mends a load balancer that was restarted meanwhile: the director calls
   * this at every change, and once in a while without one. Never called by two threads at once.
   * What a failure leaves is either the route before or this one for each request, never a load
   * balancer without a valid configuration.
   *
   * @throws Refusal when it did not follow; the director goes on with the others and tries again
   */
  void apply(Route route);

  /** Leaves the load balancer as it is: requests go on while no director runs. */
  @Override
  void close();
}
