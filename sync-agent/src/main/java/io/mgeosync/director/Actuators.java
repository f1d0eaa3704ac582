package io.mgeosync.director;

import io.mgeosync.config.DirectorConfig;
import io.mgeosync.failover.route.Actuator;
import java.util.List;

/** The load balancers that a configuration names. */
final class Actuators {
  private Actuators() {}

  /** None that is only asked: nginx's requests are answered on the socket. */
  static List<Actuator> of(DirectorConfig config) {
    return List.of();
  }
}
