package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Each option of each verb with each value that somebody may write there by mistake: it may be
 * taken or refused, but never be told as a bug of the program.
 */
final class BadValuesTest {
  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "a\nb",
          "模型",
          "prod/uction",
          "../x",
          "..",
          "gpu-2",
          "/predict",
          "-1",
          "0",
          "5",
          "5 s",
          "0s",
          "0ms",
          "1ms",
          "999999999d",
          "999999999d999999999d",
          "99999999999999999999",
          "1.5",
          "1e400",
          "5K",
          "http:",
          "http://",
          "http:///x",
          "http://a b/",
          "http://h:99999/",
          "http://[::::]/",
          "mailto:a@b",
          "s3://",
          "s3:///x",
          "file://",
          "file:x",
          "file:///a%00b",
          "file:///no/such/folder",
          "md5:x",
          "sha256:00",
          "{",
          "[]",
          "null",
          "'",
          "\"",
          "%s%n",
          "/dev/null",
          "/");

  /** What every verb must have beside the option in question; a closed port answers at once. */
  private static final Map<String, String> USUAL =
      new TreeMap<>(
          Map.of(
              "--store", "file:///no/such/folder",
              "--bundle", "mgeo-base",
              "--version", "v1",
              "--channel", "production",
              "--url", "http://127.0.0.1:1/",
              "--director", "http://127.0.0.1:1/",
              "--to", "gpu-a",
              "--timeout", "100ms",
              "--wait", "100ms"));

  private static final CommandLine ALL = CommandLines.of(OutputTest.silent());

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void write() throws IOException {
    model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("config.json"), "{}");
    Files.writeString(
        folder.resolve("smoke.json"),
        "{\"cases\": [{\"name\": \"a\", \"text\": \"x\", \"expect\": [{\"at\": \"/o\", \"label\":"
            + " \"x\"}]}]}");
  }

  static List<Arguments> options() {
    var found = new ArrayList<Arguments>();
    collect(ALL, "", found);
    return found;
  }

  private static void collect(CommandLine command, String before, List<Arguments> found) {
    CommandSpec spec = command.getCommandSpec();
    if (command.getSubcommands().isEmpty()) {
      spec.options().stream()
          .filter(option -> option.arity().max() > 0)
          .forEach(option -> found.add(Arguments.of(before.strip(), option.longestName())));
      spec.positionalParameters().stream()
          .filter(parameter -> parameter.index().min() == 0)
          .forEach(parameter -> found.add(Arguments.of(before.strip(), "")));
    }
    command.getSubcommands().forEach((name, sub) -> collect(sub, before + name + " ", found));
  }

  @ParameterizedTest
  @MethodSource("options")
  void aValueIsTakenOrRefusedAndNeverABug(String verb, String option) {
    for (String value : VALUES) {
      List<String> line = line(verb, option, value);
      CliRun run = CliRun.of(new LocalNode(CliRun.CLOCK), line.toArray(String[]::new));
      assertThat(run.exitCode()).as("%s: %s", line, run.err()).isNotEqualTo(1);
      assertThat(run.err()).as("%s", line).doesNotContain("Exception", "unexpected");
    }
  }

  private List<String> line(String verb, String option, String value) {
    CommandLine command = ALL;
    var line = new ArrayList<String>();
    for (String name : verb.split(" ", -1)) {
      command = Objects.requireNonNull(command.getSubcommands().get(name));
      line.add(name);
    }
    for (ArgSpec one : command.getCommandSpec().args()) {
      boolean asked =
          one instanceof OptionSpec o ? o.longestName().equals(option) : option.isEmpty();
      if (one instanceof OptionSpec o) {
        String usual =
            o.longestName().equals("--out") ? folder + "/out" : USUAL.get(o.longestName());
        if (asked) {
          line.add(o.longestName() + "=" + value);
        } else if (usual != null && (o.required() || isUseful(verb, o.longestName()))) {
          line.add(o.longestName() + "=" + usual);
        }
      } else if (one.required()) {
        line.add(
            asked ? value : verb.startsWith("smoke") ? folder + "/smoke.json" : model.toString());
      }
    }
    if (List.of("agent", "director").contains(verb) && !option.equals("--config")) {
      line.add("--config=" + folder + "/none.yaml");
    }
    return line;
  }

  /** What keeps a verb from other places, or from waiting. */
  private static boolean isUseful(String verb, String option) {
    return option.equals("--director")
        || option.equals("--wait")
        || (verb.startsWith("smoke") && option.equals("--url"));
  }
}
