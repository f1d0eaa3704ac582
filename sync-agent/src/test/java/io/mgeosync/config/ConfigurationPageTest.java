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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page, the examples, the keys and the records say the same. */
class ConfigurationPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Map<String, Class<?>> RECORDS =
      Map.ofEntries(
          Map.entry("", AgentConfig.class),
          Map.entry("store", StoreSettings.class),
          Map.entry("channel", ChannelSettings.class),
          Map.entry("git", GitSettings.class),
          Map.entry("environment", EnvironmentSettings.class),
          Map.entry("bundles", BundleSettings.class),
          Map.entry("schedule", ScheduleSettings.class),
          Map.entry("scrub", ScrubSettings.class),
          Map.entry("service", ServiceSettings.class),
          Map.entry("served", ServedSettings.class),
          Map.entry("smoke", SmokeSettings.class),
          Map.entry("gpu", GpuSettings.class),
          Map.entry("neighbour", NeighbourSettings.class),
          Map.entry("space", SpaceSettings.class),
          Map.entry("failover", FailoverSettings.class),
          Map.entry("kubernetes", KubernetesSettings.class));

  @Test
  void everyComponentOfARecordIsAKeyAndTheOtherWayRound() {
    RECORDS.forEach(
        (section, type) ->
            assertThat(Arrays.stream(type.getRecordComponents()).map(ConfigurationPageTest::key))
                .as(section)
                .filteredOn(key -> !key.equals("source"))
                .containsExactlyInAnyOrderElementsOf(keys(section)));
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static List<String> keys(String section) {
    return Objects.requireNonNull(Keys.BY_SECTION.get(section));
  }

  @Test
  void everyKeyHasItsRowOnThePage() throws IOException {
    List<String> rows = rows(Files.readString(ROOT.resolve("docs/configuration.md")));
    Keys.BY_SECTION.forEach(
        (section, keys) -> {
          if (!section.equals("scrub")) { // shares the rows of schedule
            assertThat(rows)
                .as(section)
                .containsSubsequence(keys.stream().filter(k -> !isSection(k)).toList());
          }
        });
    assertThat(rows).hasSameElementsAs(documented());
  }

  private static List<String> rows(String page) {
    return page.lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .filter(key -> key.matches("[a-z-]+"))
        .toList();
  }

  private static List<String> documented() {
    return Keys.BY_SECTION.values().stream()
        .flatMap(List::stream)
        .filter(
            key ->
                !List.of(
                        "store",
                        "channel",
                        "http",
                        "environment",
                        "rollout",
                        "bundles",
                        "neighbour",
                        "space",
                        "failover",
                        "kubernetes")
                    .contains(key))
        .toList();
  }

  private static boolean isSection(String key) {
    return Keys.BY_SECTION.containsKey(key);
  }

  @Test
  void thePageSaysTheDefaultsThatAreInForce() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/configuration.md"));
    assertThat(page)
        .contains("| `state` | `" + Defaults.STATE + "` |")
        .contains("| `timeout` | `" + Durations.format(Defaults.STORE_TIMEOUT) + "` |")
        .contains("| `connections` | `" + Defaults.CONNECTIONS + "` |")
        .contains("| `bandwidth` | `off` |")
        .contains("| `name` | `" + Defaults.CHANNEL + "` |")
        .contains("| `poll` | `" + Durations.format(Defaults.POLL) + "` |")
        .contains("| `max-staleness` | none |")
        .contains("| `on-expiry` | `" + Defaults.ON_EXPIRY.name().toLowerCase(Locale.ROOT) + "` |")
        .contains("| `ref` | `" + Defaults.GIT_REF + "` |")
        .contains("| `listen` | `" + Defaults.LISTEN + "` |")
        .contains("| `keep` | `" + Defaults.KEEP + "` |")
        .contains("| `cron` | `" + Defaults.CRON + "`; `" + Defaults.SCRUB_CRON + "` for")
        .contains("| `splay` | `" + Durations.format(Defaults.SPLAY) + "`;")
        .contains("| `body` | `" + Defaults.PROBE_BODY + "` |")
        .contains("| `version-pointer` | `" + Defaults.VERSION_POINTER + "` |")
        .contains("| `digest-pointer` | `" + Defaults.DIGEST_POINTER + "` |")
        .contains("| `version-header` | `" + Defaults.VERSION_HEADER + "` |")
        .contains("| `open-files` | `" + Defaults.OPEN_FILES + "` |")
        .contains("| `loads-at-start` | `" + Defaults.LOADS_AT_START + "` |")
        .contains("| `interval` | `" + Durations.format(Defaults.INTERVAL) + "` |")
        .contains("| `deadline` | `" + Durations.format(Defaults.PROBE_DEADLINE) + "` |")
        .contains("| `fall` | `" + Defaults.FALL + "` |")
        .contains("| `rise` | `" + Defaults.RISE + "` |")
        .contains("| `proof-deadline` | `" + Durations.format(Defaults.PROOF_DEADLINE) + "` |")
        .contains("| `deadline` | `" + Durations.format(Defaults.RELOAD_DEADLINE) + "` |")
        .contains("| `nice` | `" + Defaults.NICE + "` |")
        .contains("| `pause-at-most` | `" + Durations.format(Defaults.PAUSE_AT_MOST) + "` |")
        .contains("| `high` | `" + Defaults.SPACE_HIGH + "%` |")
        .contains("| `low` | `" + Defaults.SPACE_LOW + "%` |")
        .contains("| `weight` | `" + Defaults.WEIGHT + "` |")
        .contains("| `condition` | `" + Defaults.NODE_CONDITION + "` |")
        .contains("| `resync` | `" + Durations.format(Defaults.RESYNC) + "` |")
        .contains("| `rise` | `" + Defaults.SMOKE_RISE + "` |")
        .contains("| `max-share` | `" + Defaults.SMOKE_MAX_SHARE + "` |")
        .contains("| `compute-check` | `" + Defaults.COMPUTE_CHECK + "` |")
        .contains("| `compute-interval` | `" + Durations.format(Defaults.COMPUTE_INTERVAL) + "` |");
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
