package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The subject of a sentence is a noun: the operator, the director, nginx. These pronouns leave a
 * reader guessing who is meant.
 */
final class PlainWordsTest {
  private static final Pattern GUESSES =
      Pattern.compile(
          "\\b(whoever|whomever|whatever|nobody|somebody|everybody|whom|lest|anew)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
  private static final Pattern COMMENT = Pattern.compile("(?m)(?:^\\s*/?\\*|//).*$");

  static List<Path> pages() throws IOException {
    return Markdown.pages();
  }

  static List<Path> deployed() throws IOException {
    try (Stream<Path> files = Files.walk(Markdown.ROOT.resolve("deploy"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static List<Path> sources() throws IOException {
    var sources = new ArrayList<Path>();
    for (String module : new String[] {"manifest", "sync-agent", "cli", "src/test/service"}) {
      try (Stream<Path> files =
          Files.walk(Markdown.ROOT.resolve(module).resolve("src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }

  @ParameterizedTest
  @MethodSource("sources")
  void comment_namesWhoItMeans(Path file) throws IOException {
    String code = LITERAL.matcher(Files.readString(file)).replaceAll("");
    String comments =
        COMMENT.matcher(code).results().map(MatchResult::group).collect(Collectors.joining("\n"));
    assertThat(comments).as("%s", file).doesNotContainPattern(GUESSES);
  }

  @ParameterizedTest
  @MethodSource({"pages", "deployed"})
  void text_namesWhoItMeans(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).as("%s:%d", file, i + 1).doesNotContainPattern(GUESSES);
    }
  }
}
