package io.mgeosync.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Our agent, running all the time and told to sync over HTTP. A cycle has ended when the agent has
 * replaced its record of the last cycle, which is seen on disk: asking over HTTP would cost it CPU.
 */
final class AgentPeer implements Peer {
  private static final long POLL_NANOS = 500_000;
  private static final long PATIENCE_NANOS = 600_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Site site;
  private final Path home;
  private final int storePort;
  private final String moreYaml;
  private final int port;
  private @Nullable Child agent;

  /**
   * @param storePort the S3 server's, or that of a line to it
   * @param moreYaml lines for the end of its configuration, such as limits
   */
  AgentPeer(String name, Site site, Path home, int storePort, String moreYaml) throws IOException {
    this.name = name;
    this.site = site;
    this.home = home;
    Files.createDirectories(home.resolve("state"));
    this.storePort = storePort;
    this.moreYaml = moreYaml;
    this.port = Ports.free();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Proof proof() {
    return Proof.EVERY_BYTE;
  }

  @Override
  public Optional<String> missing() {
    return Optional.empty();
  }

  @Override
  public boolean warm() {
    return true;
  }

  /** An agent stays warm, so it forgets as agents do: newer releases take the places of old. */
  @Override
  public void forget() throws IOException {
    pull(Version.BLANK_A);
    pull(Version.BLANK_B);
    try (var releases = Files.list(state().resolve("releases"))) {
      if (releases.anyMatch(release -> !release.getFileName().toString().startsWith("blank-"))) {
        throw new RunFailedException("the agent still keeps an old release");
      }
    }
  }

  @Override
  public Usage pull(Version version) throws IOException {
    site.promote(version);
    LiveProcess process = running();
    Path record = state().resolve("last-cycle.json");
    Object before = identity(record);
    double serverBefore = site.serverProcess().cpu();
    double cpuBefore = process.cpu();
    process.resetPeak();
    long start = System.nanoTime();
    int status = Http.command(home.resolve("state/agent.sock"), "sync").status();
    awaitChange(record, before);
    double wall = (System.nanoTime() - start) / NANOS_PER_SECOND;
    var usage = new Usage(wall, process.cpu() - cpuBefore, process.peakRss(), 0);
    requireDone(version, status, record);
    return usage.withServerCpu(site.serverProcess().cpu() - serverBefore);
  }

  private void requireDone(Version version, int status, Path record) throws IOException {
    JsonNode cycle = JSON.readTree(Files.readAllBytes(record));
    if (status != 202 || !tree().getFileName().toString().startsWith(version.label() + "-")) {
      throw new RunFailedException(
          "POST /sync answered " + status + "; " + cycle.path("sentence").asText());
    }
  }

  /** Starts the agent at first use and lets its first cycle, the catching up, pass. */
  private LiveProcess running() throws IOException {
    if (agent == null) {
      Path record = state().resolve("last-cycle.json");
      agent =
          Child.start(
              home.resolve("agent.log"),
              site.s3Environment(storePort),
              List.of(Site.program(), "agent", "--config", writeConfiguration().toString()));
      awaitChange(record, "");
    }
    return new LiveProcess(agent.pid());
  }

  private Path writeConfiguration() throws IOException {
    return Files.writeString(
        home.resolve("agent.yaml"),
        """
        node: bench
        state: %s
        store: {url: "%s", endpoint: "http://127.0.0.1:%d", region: us-east-1, path-style: true}
        channel: {name: %s}
        http: {listen: "127.0.0.1:%d"}
        bundles:
          - name: %s
            schedule: {cron: "0 3 1 1 *", zone: UTC}
            keep: 1
        %s
        """
            .formatted(
                home.resolve("state"),
                Site.s3Url(),
                storePort,
                Site.CHANNEL,
                port,
                Site.BUNDLE,
                moreYaml));
  }

  private Path state() {
    return home.resolve("state").resolve(Site.BUNDLE);
  }

  private void awaitChange(Path file, Object before) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (identity(file).equals(before)) {
      if (System.nanoTime() > end || (agent != null && !agent.alive())) {
        throw new RunFailedException("the agent ended no cycle; see " + home.resolve("agent.log"));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Two writes of a file differ in this, for each is a new file renamed onto the old. */
  private static Object identity(Path file) {
    try {
      return Files.getAttribute(file, "unix:ino") + "@" + Files.getLastModifiedTime(file);
    } catch (IOException notYet) {
      return "";
    }
  }

  @Override
  public Path tree() throws IOException {
    return state().resolve("current").toRealPath();
  }

  @Override
  public void close() {
    if (agent != null) {
      agent.close();
      agent = null;
    }
  }
}
