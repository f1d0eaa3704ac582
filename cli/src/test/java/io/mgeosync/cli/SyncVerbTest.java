package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.manifest.Refusal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SyncVerbTest {
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
                ? new Node.Cycle("kept v1: no answer; try again", Optional.of(new StoreAway()))
                : new Node.Cycle("unchanged", Optional.empty());
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
}
