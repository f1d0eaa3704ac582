package io.mgeosync.director;

import io.mgeosync.config.DirectorConfig;
import io.mgeosync.config.HaproxySettings;
import io.mgeosync.config.NginxSettings;
import io.mgeosync.config.NodeName;
import io.mgeosync.config.ServiceAddress;
import io.mgeosync.failover.haproxy.HaproxyRuntime;
import io.mgeosync.failover.nginx.NginxInclude;
import io.mgeosync.failover.route.Actuator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The load balancers that a configuration names. */
final class Actuators {
  private Actuators() {}

  /** None that is only asked: nginx's requests are answered on the socket. */
  static List<Actuator> of(DirectorConfig config) {
    List<Actuator> actuators = new ArrayList<>();
    NginxSettings nginx = config.nginx();
    if (nginx != null && nginx.include() != null) {
      actuators.add(new NginxInclude(nginx, services(config)));
    }
    HaproxySettings haproxy = config.haproxy();
    if (haproxy != null) {
      actuators.add(new HaproxyRuntime(haproxy));
    }
    return actuators;
  }

  private static Map<NodeName, ServiceAddress> services(DirectorConfig config) {
    Map<NodeName, ServiceAddress> services = new HashMap<>();
    config
        .nodes()
        .forEach(
            node -> {
              ServiceAddress service = node.service();
              if (service != null) {
                services.put(node.name(), service);
              }
            });
    return services;
  }
}
