package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hooks of deploy/ as they are shipped, with the packaged program and a real agent whose store
 * is empty, so that it is unknown. Slurm itself is a script that remembers what it was told.
 */
class HookFilesIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String SCONTROL =
      """
      #!/bin/sh
      case "$1" in
        show) echo "NodeName=gpu-1 State=IDLE"; [ -z "$REASON" ] || echo "   Reason=$REASON [root@2026-11-24]" ;;
        *) echo "$*" >>"$TOLD" ;;
      esac
      """;

  @TempDir Path scratch;

  private int port;
  private Child agent;

  private record Run(int exitCode, String output, String told) {}

  @BeforeEach
  void start() throws IOException {
    port = Ports.free();
    Files.createDirectories(scratch.resolve("store"));
    Files.writeString(
        scratch.resolve("agent.yaml"),
        """
        state: %1$s/state
        store: {url: "file://%1$s/store"}
        http: {listen: "127.0.0.1:%2$d"}
        bundles: [{name: mgeo-base}]
        """
            .formatted(scratch, port));
    Path scontrol = Files.createDirectories(scratch.resolve("bin")).resolve("scontrol");
    Files.writeString(scontrol, SCONTROL);
    assertThat(scontrol.toFile().setExecutable(true)).isTrue();
    String config = scratch.resolve("agent.yaml").toString();
    List<String> command = List.of(Cli.program().toString(), "agent", "--config", config);
    agent = Child.start(scratch.resolve("agent.log"), Map.of(), command);
    String readyz = "http://127.0.0.1:" + port + "/readyz";
    Await.until("the agent refuses", DEADLINE, () -> Http.get(readyz).status() == 503);
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  /** With what Slurm says why the node is drained; empty when it is not. */
  private Run run(String reason, List<String> command) throws IOException {
    Path log = Files.createTempFile(scratch, "run", ".log");
    Path told = Files.createTempFile(scratch, "told", ".log");
    Map<String, String> environment =
        Map.of(
            "PATH",
            scratch.resolve("bin") + ":" + System.getenv("PATH"),
            "MGEO_SYNC",
            Cli.program().toString(),
            "MGEO_SYNC_CONFIG",
            scratch.resolve("agent.yaml").toString(),
            "SLURMD_NODENAME",
            "gpu-1",
            "REASON",
            reason,
            "TOLD",
            told.toString());
    try (Child child = Child.start(log, environment, command)) {
      int exitCode = child.exitCode(DEADLINE);
      return new Run(exitCode, child.output(), Files.readString(told));
    }
  }

  private Run slurm(String script, String reason) throws IOException {
    return run(reason, List.of(Shipped.path("slurm").resolve(script).toString()));
  }

  /** Somebody who says 200 where the agent was. */
  private HttpServer ready() throws IOException {
    agent.kill();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(address, 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void anAgentThatIsAwayDrainsNothing() throws IOException {
    agent.kill();
    Run away = slurm("healthcheck.sh", "");
    assertThat(away.told()).isEmpty();
    assertThat(away.output()).contains("cannot be asked").hasLineCount(1);
    assertThat(slurm("healthcheck.sh", "mgeo-sync: not ready: x").told()).isEmpty();
    assertThat(slurm("prolog.sh", "").exitCode()).isZero();
  }

  @Test
  void onlyWhatItDrainedIsResumed() throws IOException {
    HttpServer server = ready();
    try {
      assertThat(slurm("healthcheck.sh", "mgeo-sync: not ready: x").told())
          .isEqualTo("update NodeName=gpu-1 State=RESUME\n");
      assertThat(slurm("healthcheck.sh", "new memory").told()).isEmpty();
      assertThat(slurm("healthcheck.sh", "Prolog error").told())
          .as("as both scripts say: a node that its prolog refused is given back by hand")
          .isEmpty();
      assertThat(slurm("healthcheck.sh", "").told()).isEmpty();
      assertThat(slurm("prolog.sh", "").exitCode()).isZero();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theChecksOfConsulAndOfTheNodeProblemDetectorAnswerInTheirNumbers() throws IOException {
    JsonNode consul = json("consul/service.json").at("/service/checks/0");
    JsonNode rule = json("node-problem-detector/mgeo-sync.json").at("/rules/0");
    Run problem = run("", command(rule.path("args"), 0));
    assertThat(problem.exitCode()).as("nothing was read yet").isEqualTo(2);
    assertThat(problem.output()).isNotBlank();
    assertThat(problem.output().strip().length()).isLessThanOrEqualTo(80);
    agent.kill();
    assertThat(run("", command(consul.path("args"), 1)).exitCode()).isEqualTo(1);
    assertThat(run("", command(rule.path("args"), 0)).exitCode()).isEqualTo(2);
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(Shipped.read(file).text());
  }

  /** The program of this build in the place of the installed one. */
  private static List<String> command(JsonNode args, int from) {
    var command = new ArrayList<String>(List.of(Cli.program().toString()));
    StreamSupport.stream(args.spliterator(), false)
        .skip(from)
        .map(JsonNode::asText)
        .forEach(command::add);
    return command;
  }
}
