package io.mgeosync.e2e.bench.failover.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A director beside a load balancer. */
public final class Director implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PORT = 9641;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Namespace where;
  private final String address;
  private final Path home;
  private Child process;

  private Director(Namespace where, String address, Path home, Child process) {
    this.where = where;
    this.address = address;
    this.home = home;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param address where we reach it
   * @param loadBalancer the section of its configuration that names the load balancer
   */
  static Director start(Namespace where, String address, Path home, String loadBalancer)
      throws IOException {
    Files.createDirectories(home);
    Files.writeString(
        home.resolve("director.yaml"),
        """
        listen: "0.0.0.0:%d"
        state: %s
        nodes:
          - {name: gpu-a, agent: "http://10.0.0.1:9640", role: primary}
          - {name: gpu-b, agent: "http://10.0.0.2:9640", role: backup}
        require: {bundle: %s, smoke: true}
        %s
        """
            .formatted(PORT, home.resolve("state"), Published.BUNDLE, loadBalancer));
    return new Director(where, address, home, launch(where, home));
  }

  private static Child launch(Namespace where, Path home) throws IOException {
    String file = home.resolve("director.yaml").toString();
    List<String> command = List.of(Cli.program().toString(), "director", "--config", file);
    return Child.start(home.resolve("director.log"), Map.of(), where.enter(command));
  }

  /** A killed one may be followed by another. */
  public void restart() throws IOException {
    process.kill();
    process = launch(where, home);
  }

  public Child process() {
    return process;
  }

  /** When it first changed who has the new requests, not before that time. */
  OptionalLong switched(long from) throws IOException {
    return Lines.first(log(), from, Director::isSwitch);
  }

  /** How often it did so since then. */
  long switches(long from) throws IOException {
    return Lines.count(log(), from, Director::isSwitch);
  }

  private static boolean isSwitch(String line) {
    return line.contains(" RouteKeeper: ") && line.contains(" -> ");
  }

  private Path log() {
    return home.resolve("director.log");
  }

  /** Waits until new requests go to this node, and another one is its spare. */
  public void awaitRoute(String node) {
    Await.until(
        "new requests go to " + node,
        PATIENCE,
        () -> {
          JsonNode route = status().path("route");
          return route.at("/active/0/node").asText().equals(node)
              && route.path("active").size() == 1
              && route.path("spares").size() == 1;
        });
  }

  private JsonNode status() throws IOException {
    return JSON.readTree(Http.get("http://" + address + ":" + PORT + "/status").body());
  }

  /** Asks until it agrees: it refuses a node that still proves itself. */
  void switchOver(String to) {
    Await.until("the director switches over to " + to, PATIENCE, () -> asked(to));
  }

  private boolean asked(String to) throws IOException {
    try {
      return Http.command(home.resolve("state/director.sock"), "switchover?to=" + to).status()
          == 202;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
