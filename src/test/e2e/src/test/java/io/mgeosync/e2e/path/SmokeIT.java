package io.mgeosync.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Bundles;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Node;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Golden answers of a real model: recorded, published, and held against it ever after. */
class SmokeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String REQUESTS =
      """
      cases:
        - name: same-address
          adapter: sentence-similarity
          pair: [浙江省杭州市西湖区文三路478号华星时代广场, 杭州西湖文三路478号华星时代广场]
          latency: 10s
        - name: recipe
          adapter: text
          text: 测试
          latency: 10s
      """;

  private Path scratch;
  private Cli cli;
  private String store;
  private Node node;

  @BeforeEach
  void serveFirstVersion() throws IOException {
    scratch = Scratch.create();
    cli = new Cli(Files.createDirectories(scratch.resolve("logs")), Map.of());
    store = Files.createDirectories(scratch.resolve("store")).toUri().toString();
    node = new Node(scratch.resolve("gpu-node-1"), cli, "{url: \"" + store + "\"}");
    Files.writeString(scratch.resolve("requests.yaml"), REQUESTS);
    publish("v1");
    node.startAgent();
    node.startService();
    node.awaitReadyWith("v1", PATIENCE);
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
    Scratch.delete(scratch);
  }

  private void publish(String version, String... asks) throws IOException {
    Path model = scratch.resolve("model");
    if (!Files.exists(model)) {
      Bundles.V1.writeTo(model);
    }
    var arguments = new ArrayList<>(List.of("publish", model.toString(), "--store", store));
    arguments.addAll(List.of("--bundle", Bundles.NAME, "--version", version));
    arguments.addAll(List.of("--promote", "production", "--create"));
    arguments.addAll(List.of(asks));
    cli.succeed(arguments.toArray(String[]::new));
  }

  private Path recorded() throws IOException {
    Path smoke = scratch.resolve("smoke.json");
    cli.succeed(
        "smoke",
        "record",
        scratch.resolve("requests.yaml").toString(),
        "--url",
        node.serviceUrl(),
        "--out",
        smoke.toString());
    return smoke;
  }

  private Cli.Outcome run(Path source) throws IOException {
    return cli.run("smoke", "run", source.toString(), "--url", node.serviceUrl());
  }

  private void fault(String mode) throws IOException {
    Http.post(node.serviceUrl() + "fault", "{\"mode\":\"" + mode + "\"}");
  }

  @Test
  void aRecordedModelAnswersAsRecordedAndWrongAnswersAreProven() throws IOException {
    Path smoke = recorded();
    Cli.Outcome right = run(smoke);
    assertThat(right.exitCode()).as(right.output()).isZero();
    assertThat(right.output()).contains("2 of 2 cases are right");

    fault("wrong");
    Cli.Outcome wrong = run(smoke);
    assertThat(wrong.exitCode()).as(wrong.output()).isEqualTo(4);
    assertThat(wrong.output()).containsPattern("WRONG {2}same-address .*: expected 0\\.\\d+ ± ");

    fault("503");
    Cli.Outcome late = run(smoke);
    assertThat(late.exitCode()).as(late.output()).isEqualTo(6);
  }

  @Test
  void casesInTheBundleCloseTheGateForWrongAnswersAndOpenItForRightOnes() throws IOException {
    publish("v2", "--smoke", recorded().toString());
    node.syncNow();
    node.awaitReadyWith("v2", PATIENCE);
    assertThat(run(node.current()).exitCode()).isZero();

    fault("wrong");
    assertThat(node.awaitRefusal(PATIENCE)).contains("SmokePassed: same-address: ");

    fault("none");
    node.awaitReadyWith("v2", PATIENCE);
  }
}
