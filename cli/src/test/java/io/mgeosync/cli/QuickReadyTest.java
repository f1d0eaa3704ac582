package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.base.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way must never be another way: it ends and says what Picocli's way does. */
final class QuickReadyTest {
  private static final String REFUSED = "{\"reasons\":[\"Served: v1, not v2\",\"Active: v1\"]}";
  private static final String WARNED = "{\"ready\":true,\"warnings\":[\"gpu-2 has another GPU\"]}";

  @TempDir Path scratch;

  /** What answers, or does not. */
  enum Outcome {
    READY(200, "{\"ready\":true,\"reasons\":[]}"),
    WARNING(429, WARNED),
    NOT_READY(503, REFUSED),
    NO_REASONS(503, "<html>"),
    CUT_OFF(503, "{\"reasons\":[\"Served: v1, n"),
    NO_SUCH_BUNDLE(404, "{}"),
    STRANGER(403, "nginx");

    private final int status;
    private final String body;

    Outcome(int status, String body) {
      this.status = status;
      this.body = body;
    }
  }

  /** All the askers, and none. */
  private static List<String[]> forms(String config) {
    List<String[]> forms = new ArrayList<>();
    forms.add(new String[] {"ready", "--config=" + config});
    forms.add(
        new String[] {"ready", "--config", config, "--version", "v1+2", "--bundle=mgeo-base"});
    for (ReadyFormat asker : ReadyFormat.values()) {
      forms.add(new String[] {"ready", "--as", asker.toString(), "--config", config});
      forms.add(new String[] {"ready", "--bundle", "b", "--as=" + asker, "--config", config});
    }
    return forms;
  }

  private String config(String listen) throws IOException {
    return Files.writeString(
            scratch.resolve("agent.yaml"),
            """
            store: {url: "file:///mnt/models"}
            http: {listen: "%s"}
            bundles: [{name: mgeo-base}]
            """
                .formatted(listen))
        .toString();
  }

  private static CliRun quick(String... arguments) {
    return CliRun.by(QuickReadyTest::orElseThrow, new LocalNode(CliRun.CLOCK), Map.of(), arguments);
  }

  private static int orElseThrow(Context context, String... arguments) {
    return QuickReady.run(context, arguments).orElseThrow();
  }

  private static void assertBothWaysAlike(String[] form) {
    assertThat(quick(form))
        .as(String.join(" ", form))
        .isEqualTo(CliRun.of(new LocalNode(CliRun.CLOCK), form));
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void whateverIsAnsweredIsToldAlikeToEverybody(Outcome outcome) throws IOException {
    try (FakeAgent agent = new FakeAgent(outcome.status, n -> outcome.body)) {
      forms(config(agent.address().toString())).forEach(QuickReadyTest::assertBothWaysAlike);
    }
  }

  @Test
  void anAgentThatIsAwayIsToldAlike() throws IOException {
    String config = config(FakeAgent.nowhere().toString());
    forms(config).forEach(QuickReadyTest::assertBothWaysAlike);
    assertThat(quick("ready", "--config", config).exitCode()).isEqualTo(6);
  }

  @Test
  void anAgentThatHangsIsToldAlike() throws IOException {
    try (ServerSocket hung = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      String config = config("127.0.0.1:" + hung.getLocalPort());
      assertBothWaysAlike(new String[] {"ready", "--config", config});
      CliRun slurm = quick("ready", "--config", config, "--as", "slurm");
      assertThat(slurm.exitCode()).isZero();
      assertThat(slurm.out()).startsWith("unknown: the agent at").contains("within 1 s");
    }
  }

  @Test
  void aConfigurationThatIsWrongOrMissingIsToldAlike() throws IOException {
    Path wrong = Files.writeString(scratch.resolve("wrong.yaml"), "htpp: {listen: x}\n");
    for (String config : List.of(wrong.toString(), scratch.resolve("none.yaml").toString())) {
      forms(config).forEach(QuickReadyTest::assertBothWaysAlike);
      assertThat(quick("ready", "--config", config).exitCode()).isEqualTo(3);
      assertThat(quick("ready", "--config", config, "--as", "npd").exitCode()).isEqualTo(2);
    }
  }

  @Test
  void whatWasSpoiltSinceTheAgentStartedIsNoReasonToDoubtIt() throws IOException {
    try (FakeAgent agent = new FakeAgent(200, n -> "{}")) {
      String config = config(agent.address().toString());
      Files.writeString(Path.of(config), "bundels: []\n", java.nio.file.StandardOpenOption.APPEND);
      assertThat(quick("ready", "--config", config)).isEqualTo(new CliRun(0, "", ""));
      assertBothWaysAlike(new String[] {"ready", "--config", config});
    }
  }

  @Test
  void theEnvironmentNamesTheConfiguration() throws IOException {
    try (FakeAgent agent = new FakeAgent(503, n -> REFUSED)) {
      Map<String, String> environment =
          Map.of(ConfigOption.VARIABLE, config(agent.address().toString()));
      CliRun run =
          CliRun.by(QuickReadyTest::orElseThrow, new LocalNode(CliRun.CLOCK), environment, "ready");
      assertThat(run.exitCode()).isEqualTo(10);
      assertThat(run.err()).isEqualTo("mgeo-sync: not ready: Served: v1, not v2; Active: v1\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "status",
        "--debug ready",
        "ready --help",
        "ready --json",
        "ready --debug",
        "ready --as",
        "ready --as=",
        "ready --as pigeon",
        "ready --as npd --as npd",
        "ready --config @files",
        "ready --config --as npd",
        "ready --bundle UPPER",
        "ready --version ..",
        "ready extra"
      })
  void whatIsNotPlainIsLeftToPicocli(String line) {
    String[] words =
        Stream.of(line.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new);
    assertThat(ran(Map.of(), words)).isEmpty();
  }

  @Test
  void debuggingIsLeftToPicocli() {
    assertThat(ran(Map.of(Refusals.DEBUG_VARIABLE, "1"), "ready")).isEmpty();
  }

  private static OptionalInt ran(Map<String, String> environment, String... words) {
    var result = new OptionalInt[1];
    CliRun silent =
        CliRun.by(
            (context, arguments) -> {
              result[0] = QuickReady.run(context, arguments);
              return 0;
            },
            new FakeNode(),
            environment,
            words);
    assertThat(silent).as("it says nothing").isEqualTo(new CliRun(0, "", ""));
    return result[0];
  }

  @Test
  void itAsksWhatWasAskedFor() throws IOException {
    try (FakeAgent agent = new FakeAgent(200, n -> "{}")) {
      String config = config(agent.address().toString());
      quick("ready", "--config", config);
      quick("ready", "--config", config, "--as", "consul", "--bundle", "b");
      quick("ready", "--config", config, "--version", "v1+2", "--bundle", "b", "--as", "nagios");
      assertThat(agent.asked())
          .containsExactly("/readyz", "/consul?bundle=b", "/ready?version=v1%2B2&bundle=b");
    }
  }

  @Test
  void anAddressOfEverywhereIsAskedHere() throws IOException {
    try (FakeAgent agent = new FakeAgent(200, n -> "{}")) {
      HostPort everywhere = new HostPort("0.0.0.0", agent.address().port());
      assertThat(quick("ready", "--config", config(everywhere.toString())).exitCode()).isZero();
    }
  }
}
