package io.mgeosync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page, the examples, the keys and the records say the same. */
class ConfigurationPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Schema SCHEMA = Schema.of(AgentConfig.class);

  @Test
  void everyKeyHasItsRowOnThePage() throws IOException {
    List<String> rows = rows(page()).stream().map(ConfigurationPageTest::key).toList();
    SCHEMA
        .sections()
        .forEach(
            (section, keys) -> {
              if (!section.equals("scrub")) { // shares the rows of schedule
                assertThat(rows)
                    .as(section)
                    .containsSubsequence(
                        SCHEMA.keys(section).stream().filter(k -> !isSection(k)).toList());
              }
            });
    assertThat(rows).hasSameElementsAs(documented());
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/configuration.md"));
  }

  private static List<String> rows(String page) {
    return page.lines().filter(line -> line.matches("\\| `[a-z-]+` \\|.*")).toList();
  }

  private static String key(String row) {
    return row.substring(3, row.indexOf('`', 3));
  }

  private static List<String> documented() {
    return SCHEMA.sections().keySet().stream()
        .flatMap(section -> SCHEMA.keys(section).stream())
        .filter(key -> !(SCHEMA.keys("").contains(key) && isSection(key)))
        .toList();
  }

  private static boolean isSection(String key) {
    return SCHEMA.sections().containsKey(key);
  }

  @Test
  void thePageSaysTheDefaultsThatAreInForce() throws IOException {
    String page = page();
    SCHEMA
        .sections()
        .forEach(
            (section, keys) ->
                keys.forEach(
                    key ->
                        key.otherwise()
                            .ifPresent(
                                words ->
                                    assertThat(rows(page))
                                        .as(section + "." + key.name())
                                        .anyMatch(row -> says(row, key.name(), words)))));
  }

  /** A list that is empty by default has a word for it. */
  private static boolean says(String row, String key, List<String> words) {
    String otherwise = row.split(" \\| ", -1)[1];
    return key.equals(key(row))
        && (words.isEmpty()
            ? !otherwise.contains("`[") && !otherwise.equals("required")
            : otherwise.contains("`" + words.getFirst() + "`"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExamplesLoadAsTheyAre(Path example) {
    assertThat(ConfigLoader.load(example).bundles()).isNotEmpty();
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("deploy"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("director.yaml"))
          .sorted()
          .toList();
    }
  }
}
