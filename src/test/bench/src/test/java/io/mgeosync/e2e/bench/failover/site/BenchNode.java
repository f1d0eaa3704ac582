package io.mgeosync.e2e.bench.failover.site;

import io.mgeosync.e2e.bench.failover.service.LightFault;
import io.mgeosync.e2e.bench.failover.service.LightService;
import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.FakeGpu;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Pace;
import io.mgeosync.e2e.harness.ProbedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One node: a service, a GPU that is not there, and in most columns an agent. */
public final class BenchNode implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SERVICE = 5000;
  private static final int BEHIND_GATE = 5001;
  private static final int CONTROL = 5002;
  private static final int AGENT = 9640;

  private final String name;
  private final int index;
  private final Kind kind;
  private final Network network;
  private final Path home;
  private final FakeGpu gpu;
  private final boolean requireGpu = ProbedNode.hasPidsOfMachine();
  private @Nullable Child service;
  private @Nullable Child neighbour;
  private @Nullable Child agent;
  private @Nullable Nginx gate;

  BenchNode(String name, int index, Kind kind, Network network, Path home) throws IOException {
    this.name = name;
    this.index = index;
    this.kind = kind;
    this.network = network;
    this.home = Files.createDirectories(home);
    this.gpu = new FakeGpu(home.resolve("driver"));
    Files.createDirectories(home.resolve("state"));
    Files.createFile(kernelLog());
  }

  /** In the place of the kernel's, to which no program can write as the kernel does. */
  private Path kernelLog() {
    return home.resolve("kmsg");
  }

  String name() {
    return name;
  }

  /** The agent's log, or where it would be. */
  public Path agentLog() {
    return home.resolve("agent.log");
  }

  /** Where the service's model lies: what the agent has activated, or what the recipe copied. */
  Path current() {
    return kind.agents()
        ? home.resolve("state").resolve(Published.BUNDLE).resolve("current")
        : home.resolve("current");
  }

  /** In the recipe's place: the model path now holds this version. */
  void copyModel(Path directory) throws IOException {
    Path next = home.resolve("current.next");
    Files.createSymbolicLink(next, directory);
    Files.move(next, current(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What the recipe leaves to a hand: other files, and the container started anew. */
  public void replaceModel(Path directory) throws IOException {
    copyModel(directory);
    service().terminate();
    startService();
  }

  /** The next start of the agent keeps this pace. */
  void configure(Pace pace, Published published, String channel) throws IOException {
    String url = "http://127.0.0.1:" + servicePort() + "/";
    Files.writeString(
        home.resolve("agent.yaml"),
        """
        node: %s
        state: %s
        peers: ["http://10.0.0.%d:%d"]
        store: {url: "%s"}
        channel: {name: %s, poll: 2s}
        http: {listen: "0.0.0.0:%d"}
        bundles:
          - name: %s
            schedule: {cron: "0 3 * * *", zone: Asia/Shanghai}
            service: {url: "%s", %s}
            smoke: {require-gpu: %s}
            gpu: {expected: 1, %s}
            reload: {post: "%sreload", deadline: 60s}
        """
            .formatted(
                name,
                home.resolve("state"),
                2 - index,
                AGENT,
                published.url(),
                channel,
                AGENT,
                Published.BUNDLE,
                url,
                pace.yaml(),
                requireGpu,
                pace.yaml(),
                url));
  }

  private int servicePort() {
    return kind.gates() ? BEHIND_GATE : SERVICE;
  }

  void startGate(String configuration) throws IOException {
    gate = Nginx.start(namespace(), home.resolve("gate"), configuration);
  }

  private Namespace namespace() {
    return network.node(index);
  }

  /** Starts the service on what is active, as soon as anything is, and waits until it answers. */
  public void startService() throws IOException {
    Await.until("there is an active release", PATIENCE, () -> Files.exists(current()));
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-Dsun.net.httpserver.nodelay=true",
            "-cp",
            System.getProperty("java.class.path"),
            LightService.class.getName(),
            name,
            current().toString(),
            kind.gates() ? "127.0.0.1" : "0.0.0.0",
            Integer.toString(servicePort()),
            Integer.toString(CONTROL));
    service = Child.start(home.resolve("service.log"), Map.of(), namespace().enter(java));
    Await.until("the service answers", PATIENCE, () -> control("fault", mode(LightFault.NONE)));
    mendGpu();
  }

  /** The GPU is well, and only the service is on it. */
  public void mendGpu() throws IOException {
    if (neighbour != null) {
      neighbour.close();
    }
    gpu.set();
    gpu.become(FakeGpu.State.OK, service().pid());
  }

  /** Another process on the GPU has made an illegal access; the driver and the kernel report it. */
  public void crashNeighbour() throws IOException {
    neighbour = Child.start(home.resolve("neighbour.log"), Map.of(), List.of("sleep", "3600"));
    gpu.become(FakeGpu.State.OK, service().pid(), neighbour.pid());
    gpu.set("xid=31");
    Files.writeString(
        kernelLog(),
        "4,1,1,-;NVRM: Xid (PCI:0000:01:00): 31, pid=%d, name=batch, Ch 00000008, MMU Fault%n"
            .formatted(neighbour.pid()),
        StandardOpenOption.APPEND);
  }

  public void loseGpu() throws IOException {
    gpu.become(FakeGpu.State.LOST);
  }

  /** The service is no longer among the processes on the GPU. */
  public void leaveGpu() throws IOException {
    gpu.become(FakeGpu.State.OK);
  }

  public void startAgent() throws IOException {
    List<String> command =
        List.of(
            "sh",
            "-c",
            "mount --bind \"$0\" /dev/kmsg && exec \"$@\"",
            kernelLog().toString(),
            Cli.program().toString(),
            "agent",
            "--config",
            home.resolve("agent.yaml").toString());
    agent = Child.start(agentLog(), gpu.environment(), namespace().enter(command));
  }

  /** Waits until the agent lets the service serve this version. */
  public void awaitReady(String version) {
    Await.until(name + " is ready with " + version, PATIENCE, () -> readyWith(version));
  }

  /** Waits until the agent lets the service serve no more. */
  void awaitRefusal() {
    Await.until(name + " refuses", PATIENCE, () -> Http.get(agentUrl() + "readyz").status() == 503);
  }

  /** As an upgrade of the agent does it. */
  public void restartAgent() throws IOException {
    agent().terminate();
    startAgent();
  }

  private boolean readyWith(String version) throws IOException {
    return Http.get(agentUrl() + "ready?version=" + version).status() == 200;
  }

  private String agentUrl() {
    return "http://" + network.manageAddress(index) + ":" + AGENT + "/";
  }

  /** Asks the agent for a cycle now. */
  public void sync() throws IOException {
    command("sync");
  }

  /** Lets the agent ask for no new requests, or for them again. */
  void drain(boolean draining) throws IOException {
    command(draining ? "drain?for=10m" : "undrain");
  }

  private void command(String path) throws IOException {
    Http.Reply answer = Http.command(home.resolve("state/agent.sock"), path);
    require(answer.status() == 202, path);
  }

  public void fault(LightFault fault) throws IOException {
    require(control("fault", mode(fault)), fault.wireName());
  }

  /** Lets the service load another directory than the one that is active. */
  public void load(Path directory) throws IOException {
    require(control("reload", "{\"from\": \"%s\"}".formatted(directory)), directory.toString());
  }

  /** Lets the service load what is active. */
  public void loadCurrent() throws IOException {
    require(control("reload", ""), "current");
  }

  private static String mode(LightFault fault) {
    return "{\"mode\": \"" + fault.wireName() + "\"}";
  }

  private boolean control(String path, String body) throws IOException {
    String url = "http://%s:%d/%s".formatted(network.manageAddress(index), CONTROL, path);
    return Http.post(url, body).status() == 200;
  }

  private void require(boolean done, String what) throws IOException {
    if (!done) {
      throw new IOException("the service of " + name + " refuses " + what);
    }
  }

  public void cutOff() throws IOException {
    network.cutOff(index);
  }

  public void reconnect() throws IOException {
    network.reconnect(index);
  }

  public Child service() {
    return started(service);
  }

  public Child agent() {
    return started(agent);
  }

  private static Child started(@Nullable Child child) {
    if (child == null) {
      throw new IllegalStateException("it was not started");
    }
    return child;
  }

  @Override
  public void close() {
    if (gate != null) {
      gate.close();
    }
    if (agent != null) {
      agent.close();
    }
    if (neighbour != null) {
      neighbour.close();
    }
    if (service != null) {
      service.close();
    }
  }
}
