package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.PageCommands;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drills and switchovers with a real director, and a real nginx as deploy/ ships it. */
@Needs("nginx")
class DrillIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Path FRONT = Shipped.path("nginx/front.conf");

  private Path scratch;
  private DrilledNode a;
  private DrilledNode b;
  private Cli cli;
  private Child director;
  private Nginx nginx;
  private String directorUrl;

  private String directorSocket() {
    return scratch.resolve("state/director.sock").toString();
  }

  private String url;

  @BeforeEach
  void start() throws IOException {
    scratch = Scratch.create();
    a = new DrilledNode("gpu-a", scratch);
    b = new DrilledNode("gpu-b", scratch);
    cli = new Cli(scratch, Map.of());
    int port = Ports.free();
    nginx = Nginx.start(scratch.resolve("nginx"), front(port), port);
    url = "http://127.0.0.1:" + port + "/predict";
    int listen = Ports.free();
    directorUrl = "http://127.0.0.1:" + listen;
    director =
        cli.start(
            scratch.resolve("director.log"), "director", "--config", configure(listen).toString());
    Await.until("both nodes are ready", PATIENCE, this::bothReady);
  }

  @AfterEach
  void stop() throws IOException {
    director.close();
    nginx.close();
    a.close();
    b.close();
    Scratch.delete(scratch);
  }

  private String front(int port) throws IOException {
    return Files.readString(FRONT)
        .replace("listen 5000", "listen 127.0.0.1:" + port)
        .replace("10.0.0.1:5000", a.address())
        .replace("10.0.0.2:5000", b.address())
        .replace("/run/mgeo-sync/", scratch + "/")
        .replace("/run/nginx-mgeo-route", scratch + "/route")
        .replace("/var/log/nginx/", scratch + "/");
  }

  private Path configure(int listen) throws IOException {
    return Files.writeString(
        scratch.resolve("director.yaml"),
        """
        listen: 127.0.0.1:%d
        state: %s
        nodes:
        %s%snginx: {socket: %s/director.sock}
        """
            .formatted(
                listen, scratch.resolve("state"), a.entry("primary"), b.entry("backup"), scratch));
  }

  private String status() throws IOException {
    return Http.get(directorUrl + "/status").body();
  }

  private boolean bothReady() throws IOException {
    String status = status();
    return routed("gpu-a") && status.split("\"state\":\"ready\"", -1).length == 3;
  }

  private boolean routed(String node) throws IOException {
    return status().contains("\"active\":[{\"node\":\"%s\"".formatted(node));
  }

  private String[] drill(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("drill", "--yes", "--director", directorSocket(), "--url", url));
    arguments.addAll(List.of("--baseline", "500ms", "--settle", "500ms", "--hold", "1s"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  @Test
  void aRefusedAndThenAStoppedPrimaryCostNoRequest() throws IOException {
    assertThat(cli.succeed(drill("--mode", "refuse"))).contains("PASS").contains("0 failed");
    String[] stop = {
      "--mode",
      "stop",
      "--stop-command",
      "touch " + a.stopped(),
      "--start-command",
      "rm " + a.stopped(),
      "--report",
      scratch.resolve("reports").toString()
    };
    assertThat(cli.succeed(drill(stop))).contains("PASS").contains("0 failed");
    assertThat(routed("gpu-a")).isTrue();
    assertThat(scratch.resolve("reports")).isDirectoryContaining("glob:**.html");
  }

  @Test
  void commandsOfTheReadme_runAsPrinted_succeed() throws IOException {
    Map<String, String> here =
        Map.of(
            "mgeo-sync switchover",
            "mgeo-sync switchover --director " + directorSocket(),
            "mgeo-sync drill",
            "mgeo-sync drill --director " + directorSocket(),
            "http://127.0.0.1:5000/",
            url,
            "--report drills",
            "--report " + scratch.resolve("drills"));
    for (String verb : List.of("mgeo-sync switchover", "mgeo-sync drill")) {
      List<String> commands =
          PageCommands.of("README.md", here).stream().filter(one -> one.startsWith(verb)).toList();
      assertThat(commands).as(verb).isNotEmpty();
      for (String command : commands) {
        String[] words = command.replaceFirst("#.*", "").strip().split(" +", -1);
        cli.succeed(Arrays.copyOfRange(words, 1, words.length));
      }
    }
    assertThat(routed("gpu-b")).isTrue();
    assertThat(scratch.resolve("drills")).isDirectoryContaining("glob:**.html");
  }

  @Test
  void aNodesOwnAddressIsNotDrilled() throws IOException {
    url = "http://" + a.address() + "/predict";
    Cli.Outcome outcome = cli.run(drill());
    assertThat(outcome.exitCode()).isEqualTo(10);
    assertThat(outcome.output())
        .contains("cannot tell whether " + url + " goes through the load balancer");
    assertThat(status()).doesNotContain("override");
  }

  @Test
  void aStandbyThatAnswersWrongIsFoundAlthoughEverybodySaysReady() throws IOException {
    b.answerWrong();
    Cli.Outcome outcome = cli.run(drill("--rto", "1s", "--timeout", "1s"));
    assertThat(outcome.exitCode()).isEqualTo(4);
    assertThat(outcome.output()).contains("FAIL");
    assertThat(routed("gpu-a")).isTrue();
  }

  @Test
  void aDrillThatIsKilledHealsByItselfAndNoOtherBeginsBeforeThat() throws IOException {
    String[] drill = drill("--rto", "1s", "--timeout", "500ms");
    try (Child killed = cli.start(scratch.resolve("killed.log"), drill)) {
      Await.until("gpu-a is out", PATIENCE, () -> routed("gpu-b"));
      killed.kill();
    }
    Cli.Outcome second = cli.run(drill);
    assertThat(second.exitCode()).isEqualTo(8);
    assertThat(second.output()).contains("gpu-a is held out of the route already");
    Await.until("gpu-a is back", PATIENCE, () -> routed("gpu-a"));
  }

  @Test
  void aSwitchoverMovesTheNextRequestAndIsRefusedToANodeThatIsNotReady() throws IOException {
    String[] switchover = {
      "switchover", "--to", "gpu-b", "--director", directorSocket(), "--settle", "1ms"
    };
    assertThat(cli.succeed(switchover)).contains("requests go to gpu-b, spare gpu-a");
    Files.createFile(a.stopped());
    Await.until("gpu-a is refused", PATIENCE, () -> status().contains("\"state\":\"refused\""));
    switchover[2] = "gpu-a";
    assertThat(cli.run(switchover).exitCode()).isEqualTo(10);
    assertThat(routed("gpu-b")).isTrue();
  }
}
