package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What help texts and pages print can be typed as it stands there. */
final class PrintedCommandsTest {
  private static final Path ROOT = Path.of("..");
  private static final CommandLine ALL = CommandLines.of(OutputTest.silent());
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
  private static final Pattern UNIT = Pattern.compile("systemctl [a-z]+ (mgeo-sync[a-z-]*)");

  /**
   * One command of ours out of a line of shell: what stands before and behind it is the shell's.
   */
  private static final Pattern COMMAND =
      Pattern.compile("(?:^|&& |\\|\\| |\\$\\()(?:\\./)?mgeo-sync ((?:'[^']*'|[^|&;>)'])+)");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
  private static final Pattern QUOTED =
      Pattern.compile("`mgeo-sync ([^`]+)`|\\brun: mgeo-sync ([^`;,]+)");

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  static List<String> footers() {
    var lines = new ArrayList<String>();
    footers(ALL, lines);
    return commands(String.join("\n", lines));
  }

  private static void footers(CommandLine command, List<String> lines) {
    lines.addAll(List.of(command.getCommandSpec().usageMessage().footer()));
    command.getSubcommands().values().forEach(sub -> footers(sub, lines));
  }

  static List<String> pages() throws IOException {
    var commands = new ArrayList<String>();
    for (Path page : markdown()) {
      BLOCK
          .matcher(Files.readString(page))
          .results()
          .forEach(block -> commands.addAll(commands(block.group(1))));
    }
    return commands;
  }

  /** What an alert's section says between backticks, for its reader. */
  static List<String> alerts() throws IOException {
    return quoted(Files.readString(ROOT.resolve("docs/monitoring.md")));
  }

  /** What a refusal or a line of the log says between backticks, or behind "run: ". */
  static List<String> remedies() throws IOException {
    var commands = new ArrayList<String>();
    for (String module : new String[] {"manifest", "sync-agent", "cli"}) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).sorted().toList()) {
          String joined = Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
          LITERAL
              .matcher(joined.replaceAll("(?m)^\\s*(/?\\*|//).*", ""))
              .results()
              .forEach(literal -> commands.addAll(quoted(literal.group(1))));
        }
      }
    }
    return commands;
  }

  private static List<String> quoted(String text) {
    return QUOTED
        .matcher(text)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .map(command -> command.replaceAll("\\s+", " ").replaceAll(" [|&]+ .*", "").strip())
        .map(PrintedCommandsTest::filled)
        .toList();
  }

  /** What the reader, or the program, puts in. */
  private static String filled(String command) {
    return command
        .replaceAll("^(renew|restore) %s", "$1 --store s3://models")
        .replaceAll("--above (%d|…)", "--above 41")
        .replaceAll("--version (%s|…)", "--version v1.2.0")
        .replaceAll("--bundle (%s|…)", "--bundle mgeo-base")
        .replaceAll("--channel (%s|…)", "--channel production")
        .replaceAll("--store (%s|…)", "--store s3://models")
        .replaceAll("--to (%s|…)( %s$)?", "--to gpu-b");
  }

  private static List<Path> markdown() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static List<String> commands(String shell) {
    return shell
        .replaceAll("\\\\\n\\s*", "")
        .lines()
        .map(line -> line.replaceAll("(^|\\s)#.*", "").strip())
        .flatMap(line -> COMMAND.matcher(line).results())
        .map(found -> found.group(1).strip())
        // The launcher's own, which are no verbs of the program.
        .filter(command -> !command.matches("(quickstart|test)\\b.*"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource({"footers", "pages", "alerts", "remedies"})
  void theCommandLineUnderstandsIt(String command) {
    String[] words =
        WORD.matcher(command)
            .results()
            .map(word -> word.group().replaceAll("^['\"]|['\"]$", ""))
            // A digest is shortened in print.
            .map(word -> word.matches("sha256:\\S*…") ? "sha256:" + "0".repeat(64) : word)
            .toArray(String[]::new);
    String problem = "";
    try {
      CommandLines.of(OutputTest.silent()).parseArgs(words);
    } catch (ParameterException e) {
      problem = String.valueOf(e.getMessage());
    }
    assertThat(problem).as(command).isEmpty();
  }

  @Test
  void eachPlaceHoldsCommands() throws IOException {
    assertThat(footers()).hasSizeGreaterThan(30);
    assertThat(pages()).hasSizeGreaterThan(8);
    assertThat(alerts()).hasSizeGreaterThan(15);
    assertThat(remedies()).hasSizeGreaterThan(10);
  }

  /** Remedies and pages name units; each must be one of those that are shipped. */
  @Test
  void eachUnitThatIsNamedIsShipped() throws IOException {
    var named = new ArrayList<String>();
    for (String folder : new String[] {"cli/src/main/java", "sync-agent/src/main/java", "docs"}) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          UNIT.matcher(Files.readString(file)).results().forEach(unit -> named.add(unit.group(1)));
        }
      }
    }
    assertThat(named).isNotEmpty();
    assertThat(named)
        .allSatisfy(
            unit -> assertThat(ROOT.resolve("deploy/systemd/" + unit + ".service")).exists());
  }
}
