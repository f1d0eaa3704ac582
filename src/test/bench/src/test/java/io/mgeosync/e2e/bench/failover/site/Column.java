package io.mgeosync.e2e.bench.failover.site;

import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Pace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A load balancer and its two nodes, of which {@code gpu-a} is the primary. */
public final class Column implements AutoCloseable {
  /** Which node has the faults. */
  public static final String PRIMARY = "gpu-a";

  public static final String SPARE = "gpu-b";

  private static final int PORT = 5000;

  /** How long a channel is valid where its expiry is not what is looked at. */
  private static final String LONG = "90d";

  private final Kind kind;
  private final Path home;
  private final Network network;
  private final Published published;
  private final String channel;
  private final BenchNode primary;
  private final BenchNode spare;
  private final Front front;
  private @Nullable Director director;
  private String version = "v2";

  /** What a column is made of. */
  public record Parts(Kind kind, Network network, Path home, Published published, Pace pace) {}

  /** Starts everything and waits until the first version is served. */
  public Column(Parts parts) throws IOException {
    this.kind = parts.kind();
    this.home = parts.home();
    this.network = parts.network();
    this.published = parts.published();
    this.channel = kind.option();
    this.primary = new BenchNode(PRIMARY, 0, kind, network, home.resolve(PRIMARY));
    this.spare = new BenchNode(SPARE, 1, kind, network, home.resolve(SPARE));
    this.front = new Front(kind, network.front(), home.resolve("front"));
    published.promote(channel, version, LONG);
    for (BenchNode node : nodes()) {
      start(node, parts.pace());
    }
    front.start();
    if (kind.director()) {
      director = startDirector();
    }
  }

  private void start(BenchNode node, Pace pace) throws IOException {
    if (kind.agents()) {
      node.configure(pace, published, channel);
      node.startAgent();
    } else {
      node.copyModel(published.directory(version));
    }
    node.startService();
    if (kind.gates()) {
      node.startGate(Shipped.nginx("node-gate.conf", home.resolve(node.name()).resolve("gate")));
    }
  }

  private Director startDirector() throws IOException {
    String section =
        kind == Kind.DIRECTOR_HAPROXY
            ? "haproxy: {socket: %s, backend: mgeo}"
            : "nginx: {socket: %s}";
    return Director.start(
        network.front(),
        network.frontAddress(false),
        home.resolve("director"),
        section.formatted(front.socket()));
  }

  private List<BenchNode> nodes() {
    return List.of(primary, spare);
  }

  /** Whatever earlier faults have left in memories is gone; waits until all is well. */
  public void refresh() throws IOException {
    if (kind.agents()) {
      primary.agent().kill();
      primary.startAgent();
    }
    front.close();
    front.start();
    if (director != null) {
      director.restart();
    }
    awaitWell();
  }

  /** Waits until both nodes may serve and requests go to the primary. */
  public void awaitWell() {
    if (kind.agents()) {
      nodes().forEach(node -> node.awaitReady(version));
    }
    if (director != null) {
      director.awaitRoute(PRIMARY);
    }
  }

  /** From now on the nodes reach the load balancer and not each other. */
  public void partition() throws IOException {
    network.partition();
  }

  public void endPartition() throws IOException {
    network.endPartition();
  }

  /** Kills the spare's service and waits until its agent refuses. */
  public void loseSpare() {
    spare.service().kill();
    spare.awaitRefusal();
  }

  /** The same pins until another time; returns when both agents have been told to read them. */
  public void promoteFor(String validFor) throws IOException {
    published.promote(channel, version, validFor);
    for (BenchNode node : nodes()) {
      node.sync();
    }
  }

  /** When traffic was first told to go elsewhere, in microseconds since 1970. */
  public OptionalLong detected(long from) throws IOException {
    if (director != null) {
      return director.switched(from);
    }
    return kind.agents()
        ? Lines.first(primary.agentLog(), from, line -> line.contains(": REFUSE, "))
        : OptionalLong.empty();
  }

  public Kind kind() {
    return kind;
  }

  public BenchNode primary() {
    return primary;
  }

  public BenchNode spare() {
    return spare;
  }

  public Published published() {
    return published;
  }

  /** The version that is served when all is well. */
  public String version() {
    return version;
  }

  /** From now on this version shall be served; the one before may be, meanwhile. */
  public void promote(String next) throws IOException {
    published.promote(channel, next, LONG);
    version = next;
  }

  /**
   * The director.
   *
   * @throws IllegalStateException in a column without one
   */
  public Director director() {
    if (director == null) {
      throw new IllegalStateException("no director here");
    }
    return director;
  }

  /** How often new requests were told to go elsewhere since then; 0 without a director. */
  public long switches(long from) throws IOException {
    return director == null ? 0 : director.switches(from);
  }

  public void reloadFront() throws IOException {
    front.reload();
  }

  /** Moves new requests on purpose, as it is done in this column. */
  public void switchOver(boolean toSpare) throws IOException {
    if (director != null) {
      director.switchOver(toSpare ? SPARE : PRIMARY);
    } else if (kind.agents()) {
      primary.drain(toSpare);
    } else {
      front.swapRecipe(toSpare);
    }
  }

  public void layFar(Path program) throws IOException {
    Child line = network.layFar(program, home.resolve("delay-line.log"));
    if (!line.alive()) {
      throw new IOException("the delay line has ended: " + line.output());
    }
  }

  /** Where clients ask. */
  public InetSocketAddress address(boolean far) {
    return new InetSocketAddress(network.frontAddress(far), PORT);
  }

  @Override
  public void close() throws IOException {
    if (director != null) {
      director.close();
    }
    front.close();
    nodes().forEach(BenchNode::close);
    network.close();
  }
}
