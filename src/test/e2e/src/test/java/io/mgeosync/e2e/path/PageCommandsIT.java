package io.mgeosync.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Bundles;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Node;
import io.mgeosync.e2e.harness.PageCommands;
import io.mgeosync.e2e.harness.S3Server;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs the commands of the pages as they are printed, by a shell. What installs units or needs a
 * load balancer is run by InstallIT, UnitFilesIT and DrillIT; what builds is how this test came to
 * be.
 */
@Needs("curl")
class PageCommandsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern PIN = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final String REQUESTS =
      """
      cases:
        - name: same-address
          adapter: sentence-similarity
          pair: [浙江省杭州市西湖区文三路478号华星时代广场, 杭州西湖文三路478号华星时代广场]
          latency: 10s
      """;

  /** How the commands begin that other tests run. */
  private static final List<String> ELSEWHERE =
      List.of(
          "mgeo-sync quickstart",
          "mgeo-sync test",
          "mgeo-sync director",
          "mgeo-sync switchover",
          "mgeo-sync drill",
          "mvn ",
          "tar ",
          "sudo ",
          "curl -s localhost:9641");

  private final List<String> done = new ArrayList<>();
  private Path scratch;
  private S3Server s3;
  private Node node;
  private Map<String, String> here;

  @BeforeEach
  void start() throws IOException {
    scratch = Scratch.create();
    s3 = S3Server.start(scratch);
    Path store = Files.createDirectories(scratch.resolve("store"));
    var cli = new Cli(Files.createDirectories(scratch.resolve("logs")), Map.of());
    node = new Node(scratch.resolve("gpu-a"), cli, "{url: \"" + store.toUri() + "\"}");
    Bundles.V1.writeTo(scratch.resolve("my-model"));
    Files.createSymbolicLink(scratch.resolve("model"), Path.of("my-model"));
    Files.writeString(scratch.resolve("requests.yaml"), REQUESTS);
    here = new LinkedHashMap<>();
    here.put("./mgeo-sync", "mgeo-sync");
    here.put("file:///mnt/models", store.toUri().toString().replaceFirst("/$", ""));
    here.put("/var/lib/mgeo-sync", node.state().toString());
    here.put("http://127.0.0.1:5000/", node.serviceUrl());
    here.put("localhost:9640/", node.agentUrl().substring("http://".length()));
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
    s3.close();
    Scratch.delete(scratch);
  }

  /** The commands of a page that begin with one of these words, each of which must be there. */
  private String run(String page, String... beginnings) throws IOException {
    var output = new StringBuilder();
    for (String beginning : beginnings) {
      List<String> commands =
          PageCommands.of(page, here).stream().filter(one -> one.startsWith(beginning)).toList();
      assertThat(commands).as(page + " has " + beginning).isNotEmpty();
      for (String command : commands) {
        output.append(succeed(command));
        done.add(page + ": " + command);
      }
    }
    return output.toString();
  }

  private String succeed(String command) throws IOException {
    var environment = new HashMap<>(s3.credentials());
    environment.put("PATH", Cli.program().getParent() + ":" + System.getenv("PATH"));
    environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + s3.port());
    environment.put("MGEO_SYNC_CONFIG", node.config().toString());
    Path log = Files.createTempFile(scratch, "command-", ".log");
    String shell = "cd '" + scratch + "' && " + command;
    try (Child child = Child.start(log, environment, List.of("bash", "-c", shell))) {
      int exitCode = child.exitCode(PATIENCE);
      assertThat(exitCode).as(command + "\n" + child.output()).isZero();
      return child.output();
    }
  }

  @Test
  void commandsOfThePages_runAsPrinted_succeed() throws IOException {
    run("README.md", "mgeo-sync publish", "mgeo-sync promote", "mgeo-sync sync");
    run("README.md", "mgeo-sync verify  " + node.state());
    node.startAgent();
    node.startService();
    node.awaitReadyWith("v1.2.0", PATIENCE);

    assertThat(run("README.md", "mgeo-sync ready")).contains("this node may serve");
    run("README.md", "mgeo-sync explain");
    run("docs/install.md", "mgeo-sync status", "mgeo-sync explain", "curl -i ");
    run("docs/hooks.md", "mgeo-sync ready");

    run("docs/smoke.md", "mgeo-sync smoke record");
    String published = run("docs/smoke.md", "mgeo-sync publish");
    assertThat(published).containsPattern(PIN);
    run("docs/smoke.md", "mgeo-sync smoke run");
    run("docs/install.md", "mgeo-sync publish", "mgeo-sync promote");

    fetchBundleWithCases();
    here.put("sha256:…", PIN.matcher(published).results().findFirst().orElseThrow().group());
    run("README.md", "mgeo-sync verify ./model", "mgeo-sync smoke run ./model");
    assertEachCommandWasRun();
  }

  /** What a CI step looks at: a bundle as it was published, with golden cases. */
  private void fetchBundleWithCases() throws IOException {
    String channel = " --store s3://models --channel production --bundle " + Bundles.NAME;
    succeed("mgeo-sync promote" + channel + " --version v1.2.0 --create");
    succeed("mgeo-sync sync" + channel + " --state ci");
    Files.delete(scratch.resolve("model"));
    Files.createSymbolicLink(scratch.resolve("model"), Path.of("ci", Bundles.NAME, "current"));
  }

  private void assertEachCommandWasRun() throws IOException {
    for (String page : List.of("README.md", "docs/hooks.md", "docs/smoke.md", "docs/install.md")) {
      for (String command : PageCommands.of(page, here)) {
        assertThat(
                done.contains(page + ": " + command)
                    || ELSEWHERE.stream().anyMatch(command::startsWith))
            .as("no test runs this command of " + page + ": " + command)
            .isTrue();
      }
    }
  }
}
