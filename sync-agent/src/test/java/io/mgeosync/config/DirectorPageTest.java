package io.mgeosync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.base.Durations;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The page of the director, its keys and its records say the same. */
final class DirectorPageTest {
  private static final Path PAGE = Path.of("../docs/director.md");
  private static final Map<String, Class<?>> RECORDS =
      Map.of(
          "", DirectorConfig.class,
          "poll", PollSettings.class,
          "nodes", RoutedNode.class,
          "require", RequireSettings.class,
          "nginx", NginxSettings.class,
          "haproxy", HaproxySettings.class);

  @Test
  void everyComponentOfARecordIsAKeyAndTheOtherWayRound() {
    assertThat(RECORDS.keySet()).isEqualTo(DirectorKeys.BY_SECTION.keySet());
    RECORDS.forEach(
        (section, type) ->
            assertThat(Arrays.stream(type.getRecordComponents()).map(DirectorPageTest::key))
                .as(section)
                .filteredOn(key -> !key.equals("source"))
                .containsExactlyElementsOf(keys(section)));
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static List<String> keys(String section) {
    return Objects.requireNonNull(DirectorKeys.BY_SECTION.get(section));
  }

  @Test
  void everyKeyHasItsRowOnThePageInOrder() throws IOException {
    String page = Files.readString(PAGE);
    String tables = page.substring(page.indexOf("## Keys"), page.indexOf("## What nginx asks"));
    for (String part : tables.split("\n### ", -1)) {
      String section = part.startsWith("`") ? part.substring(1, part.indexOf('`', 1)) : "";
      assertThat(rows(part))
          .as(section)
          .isEqualTo(keys(section).stream().filter(key -> !isSection(key)).toList());
    }
    assertThat(tables.split("\n### ", -1)).hasSize(RECORDS.size());
  }

  private static List<String> rows(String part) {
    return part.lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .toList();
  }

  private static boolean isSection(String key) {
    return DirectorKeys.BY_SECTION.containsKey(key);
  }

  @Test
  void thePageSaysTheDefaultsThatAreInForce() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("| `listen` | `" + DirectorDefaults.LISTEN + "` |")
        .contains("| `state` | `" + DirectorDefaults.STATE + "` |")
        .contains("| `max-ejected` | `" + DirectorDefaults.MAX_EJECTED + "` |")
        .contains("| `interval` | `" + Durations.format(DirectorDefaults.INTERVAL) + "` |")
        .contains("| `deadline` | `" + Durations.format(DirectorDefaults.DEADLINE) + "` |")
        .contains("| `fall` | `" + DirectorDefaults.FALL + "` |")
        .contains("| `rise` | `" + DirectorDefaults.RISE + "` |")
        .contains("| `weight` | `" + DirectorDefaults.WEIGHT + "` |")
        .contains("| `test` | `" + DirectorDefaults.NGINX_TEST + "` |")
        .contains("| `reload` | `" + DirectorDefaults.NGINX_RELOAD + "` |");
  }
}
