package io.mgeosync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of the director, its keys and its records say the same. */
final class DirectorPageTest {
  private static final Path PAGE = Path.of("../docs/director.md");
  private static final Schema SCHEMA = Schema.of(DirectorConfig.class);

  @Test
  void everyKeyHasItsRowOnThePageInOrder() throws IOException {
    String page = Files.readString(PAGE);
    String tables = page.substring(page.indexOf("## Keys"), page.indexOf("## What nginx asks"));
    for (String part : tables.split("\n### ", -1)) {
      String section = part.startsWith("`") ? part.substring(1, part.indexOf('`', 1)) : "";
      assertThat(rows(part))
          .as(section)
          .isEqualTo(SCHEMA.keys(section).stream().filter(key -> !isSection(key)).toList());
    }
    assertThat(tables.split("\n### ", -1)).hasSize(SCHEMA.sections().size());
  }

  private static List<String> rows(String part) {
    return part.lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .toList();
  }

  private static boolean isSection(String key) {
    return SCHEMA.sections().containsKey(key);
  }

  @Test
  void thePageSaysTheDefaultsThatAreInForce() throws IOException {
    String page = Files.readString(PAGE);
    SCHEMA
        .sections()
        .forEach(
            (section, keys) ->
                keys.forEach(
                    key ->
                        key.otherwise()
                            .ifPresent(
                                words ->
                                    assertThat(page)
                                        .as(section)
                                        .contains(row(key.name(), words)))));
  }

  private static String row(String key, List<String> words) {
    String otherwise = words.size() == 1 ? words.getFirst() : words.toString();
    return "| `" + key + "` | `" + otherwise + "` |";
  }
}
