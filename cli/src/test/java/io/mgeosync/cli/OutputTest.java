package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class OutputTest {
  private static final String FULL = "/dev/full";

  /** A file on a disk without room. */
  private static final class Full extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  private final FakeNode node = new FakeNode();
  private final StringWriter err = new StringWriter();

  private int run(Output out, String... arguments) {
    Terminal terminal = new Terminal(out, new PrintWriter(err, true), false, () -> 80);
    return Main.run(new Context(terminal, CliRun.CLOCK, Map.of(), node), arguments);
  }

  /** A context for what is never run. */
  static Context silent() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new Context(
        new Terminal(nowhere, nowhere, false, () -> 80), CliRun.CLOCK, Map.of(), new FakeNode());
  }

  static List<String> verbs() {
    var names = new ArrayList<String>();
    names(CommandLines.of(silent()), "", names);
    return names;
  }

  private static void names(CommandLine command, String before, List<String> names) {
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              names.add(before + name);
              names(sub, before + name + " ", names);
            });
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void eachVerbSaysThatWhatItPrintedIsLost(String verb) {
    int code = run(new Output(new Full(), () -> false), (verb + " --help").split(" "));
    assertThat(code).isEqualTo(verb.equals("ready") ? 0 : 9);
    assertThat(err.toString())
        .isEqualTo(
            "mgeo-sync: the work is done, but what was printed is lost: standard output cannot be"
                + " written: No space left on device; make room where it goes\n");
  }

  @Test
  void aReaderThatLeftLosesNothingThatItWanted() {
    assertThat(run(new Output(new Full(), () -> true), "status", "--help")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatArrivedIsNotLost() {
    var arrived = new ByteArrayOutputStream();
    assertThat(run(new Output(arrived, () -> false), "status", "--help")).isZero();
    assertThat(arrived.toString(StandardCharsets.UTF_8)).startsWith("Usage: mgeo-sync status");
  }

  @Test
  void aRefusalKeepsItsOwnCode() {
    assertThat(run(new Output(new Full(), () -> false), "sync", "--no-such-option")).isEqualTo(2);
  }

  static boolean hasFullDevice() {
    return Files.isWritable(Path.of(FULL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--json"})
  @EnabledIf(value = "hasFullDevice", disabledReason = "no " + FULL + " on this machine")
  void aPinThatCouldNotBePrintedIsNoSuccess(String json, @TempDir Path folder) throws Exception {
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("config.json"), "{}");
    Path store = Files.createDirectories(folder.resolve("store"));
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    Stream<String> publish =
        "publish %s --store %s --bundle mgeo-base --version v1 %s"
            .formatted(model, store.toUri(), json)
            .strip()
            .transform(words -> Stream.of(words.split(" ")));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(Stream.concat(java.stream(), publish).toList())
            .redirectOutput(new File(FULL))
            .redirectError(log.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(log)).contains("what was printed is lost");
    assertThat(process.exitValue()).isEqualTo(9);
  }
}
