package io.mgeosync.e2e.harness;

import io.mgeosync.e2e.harness.FakeGpu.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A node with a fake GPU and every probe on: {@code v1}, a model with damaged weights, is on its
 * disk, and {@code v2}, the right one with its golden cases, is active and served.
 */
public final class ProbedNode implements AutoCloseable {
  /** How long anything may take that must happen at all. */
  public static final Duration PATIENCE = Duration.ofSeconds(90);

  /** The kernel's PROC_PID_INIT_INO. */
  private static final String PID_NAMESPACE_OF_MACHINE = "pid:[4026531836]";

  private final Path scratch;
  private final FakeGpu gpu;
  private final Cli cli;
  private final Publications publications;
  private final Node node;
  private Path old = Path.of("");

  private ProbedNode() throws IOException {
    scratch = Scratch.create();
    gpu = new FakeGpu(scratch.resolve("driver"));
    cli = new Cli(Files.createDirectories(scratch.resolve("logs")), gpu.environment());
    publications = new Publications(scratch, cli);
    node = new Node(scratch.resolve("gpu-node-1"), cli, publications.store());
  }

  /**
   * Publishes, starts and waits until the node is ready.
   *
   * @param requireGpu whether a right answer counts only from the GPU, which needs {@link
   *     #hasPidsOfMachine}
   */
  public static ProbedNode open(Pace pace, boolean requireGpu) throws IOException {
    var probed = new ProbedNode();
    try {
      probed.configure(pace, requireGpu);
      probed.serveSecondVersion();
      return probed;
    } catch (IOException | RuntimeException e) {
      probed.close();
      throw e;
    }
  }

  /**
   * Whether processes here have the numbers that a driver reports: in most containers they have
   * not.
   */
  public static boolean hasPidsOfMachine() throws IOException {
    Path namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    return namespace.toString().equals(PID_NAMESPACE_OF_MACHINE);
  }

  /** The next start of the agent keeps this pace. */
  public void configure(Pace pace, boolean requireGpu) throws IOException {
    Files.writeString(
        node.config(),
        """
        node: %1$s
        state: %2$s
        store: %3$s
        channel: {name: production}
        http: {listen: "%4$s"}
        bundles:
          - name: %5$s
            schedule: {cron: "0 3 * * *", zone: Asia/Shanghai}
            service: {url: "%6$s", %7$s}
            smoke: {max-share: 100, require-gpu: %8$s}
            gpu: {expected: 1, %7$s}
            reload: {post: "%6$sreload", deadline: 60s}
        """
            .formatted(
                "gpu-node-1",
                node.state(),
                publications.store(),
                node.agentUrl().replaceAll("^http://|/$", ""),
                Bundles.NAME,
                node.serviceUrl(),
                pace.yaml(),
                requireGpu));
  }

  private void serveSecondVersion() throws IOException {
    publications.recordGoldenAnswers();
    publications.publishDamaged("v1");
    publications.promote("v1");
    node.startAgent();
    startService();
    node.awaitReadyWith("v1", PATIENCE);
    old = node.current().toRealPath();
    publications.publishRight("v2");
    publications.promote("v2");
    node.syncNow();
    node.awaitReadyWith("v2", PATIENCE);
  }

  /** A fresh agent remembers no falls, so that none is held down. Waits until it is ready. */
  public void restartAgent() throws IOException {
    node.agent().terminate();
    node.startAgent();
    node.awaitReady(PATIENCE);
  }

  public void startService() throws IOException {
    node.startService();
    computeOnGpu();
  }

  /** The GPU is well, and the service is on it. */
  public void computeOnGpu() throws IOException {
    gpu.become(State.OK, node.service().pid());
  }

  /** Switches the service into a {@link io.mgeosync.e2e.service.Fault}. */
  public void fault(String mode) throws IOException {
    post("fault", "{\"mode\": \"" + mode + "\"}");
  }

  /**
   * Lets the service load {@code v1}.
   *
   * @param mapped whether it keeps the weights file mapped
   */
  public void loadOld(boolean mapped) throws IOException {
    post("reload", "{\"from\": \"%s\", \"mapped\": %s}".formatted(old, mapped));
  }

  /** Lets the service load what is active. */
  public void loadCurrent() throws IOException {
    post("reload", "");
  }

  private void post(String path, String body) throws IOException {
    Http.Reply reply = Http.post(node.serviceUrl() + path, body);
    if (reply.status() != 200) {
      throw new IOException("the service refuses " + path + ": " + reply.body());
    }
  }

  public Look look() throws IOException {
    return new Look(node.status());
  }

  /** What an awaited look must be like. */
  public interface Wanted {
    boolean fits(Look look) throws IOException;
  }

  /** Reads {@code /status} until it is as wanted. */
  public Look await(String what, Wanted wanted) {
    var found = new Look[1];
    Await.until(
        what,
        PATIENCE,
        () -> {
          found[0] = look();
          return wanted.fits(found[0]);
        });
    return found[0];
  }

  public Node node() {
    return node;
  }

  public FakeGpu gpu() {
    return gpu;
  }

  /** Of the node's operator and of the publisher. */
  public Cli cli() {
    return cli;
  }

  public Publications publications() {
    return publications;
  }

  @Override
  public void close() throws IOException {
    node.close();
    Scratch.delete(scratch);
  }
}
