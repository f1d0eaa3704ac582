package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.store.StoreSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class StoreOptionsTest {
  private static final String[] PARTS = {
    "--store", "--endpoint", "--region", "--path-style", "--ca-file", "--profile", "--timeout"
  };

  @TempDir private Path folder;
  private final FakeNode node = new FakeNode();

  @ParameterizedTest
  @ValueSource(
      strings = {"publish", "promote", "rollback", "renew", "restore", "sync", "plan", "verify"})
  void everyVerbThatNamesAStoreTakesAllOfItsOptions(String verb) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Terminal terminal = new Terminal(nowhere, nowhere, false, () -> 80);
    CommandLine all = CommandLines.of(new Context(terminal, Clock.systemUTC(), Map.of(), node));
    CommandSpec spec = Objects.requireNonNull(all.getSubcommands().get(verb)).getCommandSpec();
    for (String option : PARTS) {
      assertThat(spec.findOption(option)).as("%s %s", verb, option).isNotNull();
    }
    assertThat(spec.findOption("--config")).isNotNull();
  }

  @Test
  void aPublisherOnANodeNeedsNoStoreOption() throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("weights.bin"), "weights");
    node.store = StoreSettings.ofUrl(models.toUri().toString());
    String config = folder.resolve("agent.yaml").toString();
    CliRun published =
        run("publish", model.toString(), "--config", config, "--bundle", "b", "--version", "v1");
    assertThat(published.exitCode()).as(published.err()).isZero();
    CliRun promoted =
        run(
            "promote",
            "--config",
            config,
            "--channel",
            "c",
            "--bundle",
            "b",
            "--version",
            "v1",
            "--create");
    assertThat(promoted.exitCode()).as(promoted.err()).isZero();
    assertThat(models.resolve("channels/c.yaml")).exists();
  }

  @Test
  void withoutAnyStoreTheOperatorIsToldHowToNameOne() {
    CliRun run = run("rollback", "--channel", "c", "--bundle", "b");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.err()).contains("--store", "--config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://Models_X", "s3://bucket/x/../y"})
  void whatIsNoBucketIsAUsageError(String url) {
    CliRun run = run("rollback", "--store", url, "--channel", "c", "--bundle", "b");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.err().lines()).hasSize(1);
  }

  private CliRun run(String... arguments) {
    Map<String, String> environment =
        Map.of(ConfigOption.VARIABLE, folder.resolve("absent.yaml").toString());
    return CliRun.of(node, false, environment, arguments);
  }
}
