package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.fetch.FetchProgress;
import io.mgeosync.manifest.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SyncVerbTest {
  private static final long MIB = 1 << 20;

  private final FakeNode node = new FakeNode();

  private static final class StoreAway extends Refusal {
    StoreAway() {
      super(Kind.UNAVAILABLE, "no answer", "try again", null);
    }
  }

  @Test
  void cronHearsNothingOfASuccess() {
    CliRun run = CliRun.of(node, "sync", "--config", "agent.yaml");
    assertThat(run).isEqualTo(new CliRun(0, "", ""));
    assertThat(node.synced).hasSize(2);
  }

  @Test
  void aPersonAndVerboseHearWhatWasDone() {
    String said = "mgeo-base: mgeo-base is right\nmgeo-large: mgeo-large is right\n";
    assertThat(CliRun.of(node, true, Map.of(), "sync").out()).isEqualTo(said);
    assertThat(CliRun.of(node, "sync", "--verbose").out()).isEqualTo(said);
  }

  @Test
  void oneBundlesProblemDoesNotKeepTheNextFromItsTurn() {
    node.cycles =
        name ->
            name.value().equals("mgeo-base")
                ? new Node.Cycle(
                    "kept", "kept v1: no answer; try again", Optional.of(new StoreAway()))
                : new Node.Cycle("unchanged", "unchanged", Optional.empty());
    CliRun run = CliRun.of(node, "sync");
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err()).isEqualTo("mgeo-sync: mgeo-base: kept v1: no answer; try again\n");
    assertThat(node.synced).hasSize(2);
  }

  @Test
  void aCrontabLineNeedsNoConfiguration() {
    CliRun run =
        CliRun.of(
            node, "sync", "--store", "file:///mnt/m", "--bundle", "mgeo-base", "--state", "/s");
    assertThat(run.exitCode()).isZero();
    assertThat(node.synced).containsExactly("mgeo-base from file:///mnt/m to /s");
  }

  @Test
  void aStoreWithoutABundleAndTwoWaysAtOnceAreUsageErrors() {
    assertThat(CliRun.of(node, "sync", "--store", "file:///mnt/m").exitCode()).isEqualTo(2);
    assertThat(
            CliRun.of(node, "sync", "--store", "file:///m", "--bundle", "b", "--config", "a.yaml")
                .exitCode())
        .isEqualTo(2);
    assertThat(node.synced).isEmpty();
  }

  @Test
  void anUnknownBundleNamesTheFileAndLine() {
    CliRun run = CliRun.of(node, "sync", "--config", "a.yaml", "--bundle", "other");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("a.yaml:7").contains("no bundle other").hasLineCount(1);
  }

  /** Each look at it is twenty seconds later. */
  private static final class SlowClock extends Clock {
    private Instant now = Instant.parse("2026-11-23T03:00:00Z");

    @Override
    public Instant instant() {
      now = now.plusSeconds(20);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private CliRun slowly(String... arguments) {
    node.transfers =
        IntStream.rangeClosed(0, 8)
            .mapToObj(i -> new FetchProgress(i * 60L * MIB, 120L * MIB, 600L * MIB))
            .toList();
    return CliRun.of(node, new SlowClock(), arguments);
  }

  @Test
  void cronHearsNothingOfALongFetch() {
    assertThat(slowly("sync")).isEqualTo(new CliRun(0, "", ""));
  }

  @Test
  void aVerboseLogHasOneLineAMinute() {
    assertThat(slowly("sync", "--verbose", "--bundle", "mgeo-base").err())
        .isEqualTo(
            """
            fetching mgeo-base: 50%, 300.0 MiB of 600.0 MiB, 3.0 MiB/s, 1 min left, 20% reused
            fetching mgeo-base: 80%, 480.0 MiB of 600.0 MiB, 3.0 MiB/s, 40 s left, 20% reused
            """);
  }

  @Test
  void eventsAreJsonLines() {
    CliRun run = slowly("sync", "--json", "--bundle", "mgeo-base");
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().toList())
        .hasSize(10)
        .startsWith(
            "{\"event\":\"progress\",\"bundle\":\"mgeo-base\",\"fetchedBytes\":0,"
                + "\"reusedBytes\":125829120,\"totalBytes\":629145600,\"bytesPerSecond\":0}")
        .contains(
            "{\"event\":\"progress\",\"bundle\":\"mgeo-base\",\"fetchedBytes\":62914560,"
                + "\"reusedBytes\":125829120,\"totalBytes\":629145600,"
                + "\"bytesPerSecond\":3145728,\"secondsLeft\":140}")
        .endsWith(
            "{\"event\":\"cycle\",\"bundle\":\"mgeo-base\",\"success\":true,"
                + "\"outcome\":\"unchanged\",\"sentence\":\"mgeo-base is right\"}");
  }

  @Test
  void aCycleThatCannotBeginIsAnEventToo() {
    node.cycles =
        name -> {
          throw new StoreAway();
        };
    CliRun run = CliRun.of(node, "sync", "--json", "--bundle", "mgeo-base");
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out())
        .isEqualTo(
            "{\"event\":\"cycle\",\"bundle\":\"mgeo-base\",\"success\":false,"
                + "\"problem\":\"no answer; try again\"}\n");
  }

  @Test
  void aChannelThatExpiresSoonIsMailedByCronThoughAllIsWell() {
    node.cycles =
        name ->
            new Node.Cycle(
                "unchanged", "unchanged", Optional.empty(), List.of("the channel expires soon"));
    CliRun run = CliRun.of(node, "sync", "--bundle", "mgeo-base");
    assertThat(run)
        .isEqualTo(new CliRun(0, "", "mgeo-sync: mgeo-base: warning: the channel expires soon\n"));
    assertThat(CliRun.of(node, "sync", "--json", "--bundle", "mgeo-base").out())
        .contains("\"warnings\":[\"the channel expires soon\"]");
  }
}
