package io.mgeosync.e2e.bench.failover.site;

import io.mgeosync.e2e.harness.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cables of one column. The load balancer's machine has one to each node (10.0.0.254 there,
 * 10.0.0.1 and 10.0.0.2 on the nodes, which reach each other through it) and two to the clients,
 * who are on the machine itself: a short one, and one with a round trip of {@link #FAR}. A cable
 * from each node to the machine itself lets us look at a node that is cut off.
 */
public final class Network implements AutoCloseable {
  /** The round trip over the long cable. */
  public static final Duration FAR = Duration.ofMillis(10);

  private static final String PREFIX = "mgeob" + ProcessHandle.current().pid();

  private final int number;
  private final Namespace front;
  private final Map<String, Namespace> nodes = new LinkedHashMap<>();
  private final List<Namespace> made = new ArrayList<>();

  /**
   * Makes it; what was made goes away again if that fails.
   *
   * @param number of the column, from 0
   */
  public Network(int number, List<String> names) throws IOException {
    this.number = number;
    try {
      this.front = namespace("front");
      link(front, "f", "near", 0);
      front.run("sysctl -qw net.ipv4.ip_forward=1");
      for (String name : names) {
        node(name);
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Namespace namespace(String what) throws IOException {
    var namespace = new Namespace("%s-%d-%s".formatted(PREFIX, number, what));
    made.add(namespace);
    return namespace;
  }

  private void node(String name) throws IOException {
    Namespace node = namespace(name);
    nodes.put(name, node);
    int index = nodes.size();
    front.ip("link add %s type veth peer name data netns %s".formatted(name, node.name()));
    front.ip("addr add 10.0.0.254 peer 10.0.0.%d dev %s".formatted(index, name));
    front.ip("link set %s up".formatted(name));
    node.ip("addr add 10.0.0.%d peer 10.0.0.254 dev data".formatted(index));
    node.ip("link set data up");
    node.ip("route add default via 10.0.0.254");
    link(node, "n" + index, "manage", index);
  }

  /** Four addresses each: ours is the first of them, theirs the second. */
  private void link(Namespace to, String suffix, String name, int index) throws IOException {
    String here = "%s-%d%s".formatted(PREFIX, number, suffix);
    Shell.run("ip link add %s type veth peer name %s netns %s".formatted(here, name, to.name()));
    Shell.run("ip addr add 198.18.%d.%d/30 dev %s".formatted(number, 4 * index + 1, here));
    Shell.run("ip link set %s up".formatted(here));
    to.ip("addr add 198.18.%d.%d/30 dev %s".formatted(number, 4 * index + 2, name));
    to.ip("link set %s up".formatted(name));
  }

  /** Lays the long cable, which lasts as long as the process that is returned. */
  public Child layFar(Path program, Path log) throws IOException {
    String here = "%s-%dt".formatted(PREFIX, number);
    String oneWay = Long.toString(FAR.dividedBy(2).toNanos() / 1000);
    Child line =
        Child.start(
            log,
            Map.of(),
            List.of(program.toString(), front.file().toString(), here, "far", oneWay));
    DelayLine.awaitReady(line);
    Shell.run("ip addr add 198.19.%d.1 peer 198.19.%d.2 dev %s".formatted(number, number, here));
    Shell.run("ip link set %s up".formatted(here));
    front.ip("addr add 198.19.%d.2 peer 198.19.%d.1 dev far".formatted(number, number));
    front.ip("link set far up");
    return line;
  }

  public Namespace front() {
    return front;
  }

  public Namespace node(int index) {
    return List.copyOf(nodes.values()).get(index);
  }

  /** Where the clients reach the load balancer. */
  public String frontAddress(boolean far) {
    return far ? "198.19.%d.2".formatted(number) : "198.18.%d.2".formatted(number);
  }

  /** Where we reach a node, cut off or not. */
  public String manageAddress(int index) {
    return "198.18.%d.%d".formatted(number, 4 * (index + 1) + 2);
  }

  /** From now on every packet from and to this node is dropped, and nobody is told. */
  public void cutOff(int index) throws IOException {
    node(index).run("iptables -I INPUT -i data -j DROP");
    node(index).run("iptables -I OUTPUT -o data -j DROP");
  }

  public void reconnect(int index) throws IOException {
    node(index).run("iptables -F");
  }

  /** The two nodes no longer reach each other, and everything else reaches them. */
  public void partition() throws IOException {
    for (int index = 0; index < nodes.size(); index++) {
      node(index).run("iptables -I INPUT -i data -s 10.0.0.%d -j DROP".formatted(2 - index));
    }
  }

  public void endPartition() throws IOException {
    for (int index = 0; index < nodes.size(); index++) {
      reconnect(index);
    }
  }

  @Override
  public void close() throws IOException {
    for (Namespace namespace : made.reversed()) {
      namespace.close();
    }
    made.clear();
  }
}
