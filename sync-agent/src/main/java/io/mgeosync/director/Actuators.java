package io.mgeosync.director;

import io.mgeosync.base.NodeName;
import io.mgeosync.base.ServiceAddress;
import io.mgeosync.config.DirectorConfig;
import io.mgeosync.config.RoutedNode;
import io.mgeosync.director.haproxy.HaproxyRuntime;
import io.mgeosync.director.nginx.NginxInclude;
import io.mgeosync.director.route.Actuator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The load balancers that a configuration names. */
final class Actuators {
  private Actuators() {}

  /** Not the nginx that asks for each request: it is answered on the socket. */
  static List<Actuator> of(DirectorConfig config) {
    List<Actuator> actuators = new ArrayList<>();
    if (config.nginx() != null && config.nginx().include() != null) {
      actuators.add(new NginxInclude(config.nginx(), services(config)));
    }
    if (config.haproxy() != null) {
      actuators.add(new HaproxyRuntime(config.haproxy()));
    }
    return actuators;
  }

  private static Map<NodeName, ServiceAddress> services(DirectorConfig config) {
    Map<NodeName, ServiceAddress> services = new HashMap<>();
    for (RoutedNode node : config.nodes()) {
      if (node.service() != null) {
        services.put(node.name(), node.service());
      }
    }
    return services;
  }
}
