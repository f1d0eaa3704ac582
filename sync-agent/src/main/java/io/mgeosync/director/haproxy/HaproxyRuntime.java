package io.mgeosync.director.haproxy;

import io.mgeosync.base.NodeName;
import io.mgeosync.config.HaproxySettings;
import io.mgeosync.director.route.Actuator;
import io.mgeosync.director.route.Route;
import io.mgeosync.manifest.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Has HAProxy follow through its runtime socket: a map says which part of the new requests is whose
 * (see {@link MapSlots}), and a server that may have no request is in maintenance. All others stay
 * up, so that HAProxy may try a failed request there. No connection is cut, none is kept.
 *
 * <p>Each time it looks at what HAProxy has, and changes only what differs: a restarted HAProxy is
 * mended, a following one left alone. Every server of the backend belongs to the director, whether
 * the route has heard of it or not.
 *
 * @see <a href="https://docs.haproxy.org/2.6/management.html#9.3">HAProxy's runtime commands</a>
 */
public final class HaproxyRuntime implements Actuator {
  private final String backend;
  private final RuntimeSocket socket;

  public HaproxyRuntime(HaproxySettings settings) {
    this.backend = settings.backend();
    this.socket = new RuntimeSocket(settings.socket());
  }

  @Override
  public String name() {
    return "haproxy";
  }

  /**
   * {@inheritDoc}
   *
   * <p>New nodes are let in before requests are sent there, old ones shut out after: at each moment
   * a request finds a node of one route or the other.
   *
   * @throws Refusal when it does not answer within 500 ms, or does not do as told
   */
  @Override
  public void apply(Route route) {
    Servers servers = Servers.read(backend, socket);
    RouteMap map = RouteMap.find(backend, socket);
    List<String> wanted = route.nodes().stream().map(NodeName::value).toList();
    servers.requireAll(wanted);
    List<String> commands = new ArrayList<>(servers.letIn(wanted));
    map.become(MapSlots.of(route.active())).ifPresent(commands::add);
    commands.addAll(servers.shutOut(wanted));
    if (!commands.isEmpty()) {
      socket.sendOrder(String.join(";", commands));
    }
  }

  @Override
  public void close() {
    // Each command has its own connection.
  }
}
