package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.fetch.FetchPlan;
import io.mgeosync.fetch.FetchPlan.Share;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.reconcile.CyclePlan;
import io.mgeosync.reconcile.CyclePlan.Removal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DryRunTest {
  private static final long MIB = 1 << 20;

  private final FakeNode node = new FakeNode();

  private static final class StoreAway extends Refusal {
    StoreAway() {
      super(Kind.UNAVAILABLE, "no answer", "try again", null);
    }
  }

  @BeforeEach
  void planned() {
    node.plans = name -> plan(name, 12 * MIB + MIB / 3, 300 * MIB, 2048 * MIB);
  }

  private static CyclePlan plan(BundleName name, long fetched, long needed, long free) {
    return new CyclePlan(fetch(name, "v2", fetched, needed, free), List.of(), List.of(), List.of());
  }

  private static FetchPlan fetch(
      BundleName name, String version, long fetched, long needed, long free) {
    Pin pin = new Pin(name, new BundleVersion(version), Digest.sha256Of(new byte[0]));
    Share reused = new Share(94 * MIB - fetched, 80, 3);
    return new FetchPlan(pin, new Share(fetched, 12, 2), reused, needed, free);
  }

  private static CyclePlan eventful(BundleName name) {
    return new CyclePlan(
        fetch(name, "v2", MIB, 300 * MIB, 2048 * MIB),
        List.of(fetch(name, "v3", 2 * MIB, 300 * MIB, 2048 * MIB)),
        List.of(new StoreAway()),
        List.of(new Removal(ReleaseName.parse("v0-0123456789ab").orElseThrow(), 7 * MIB)),
        Optional.of("the channel expires soon"));
  }

  @Test
  void planSaysWhatSyncWouldFetchFetchAheadAndDelete() {
    node.plans = DryRunTest::eventful;
    CliRun run = CliRun.of(node, "plan", "--bundle", "mgeo-base");
    assertThat(run.out())
        .isEqualTo(
            """
            mgeo-base: v2: would fetch 1.0 MiB of 94.0 MiB (93.0 MiB are on this disk), \
            needs 300.0 MiB of room, has 2.0 GiB
            mgeo-base: for later, v3: would fetch 2.0 MiB of 94.0 MiB \
            (92.0 MiB are on this disk), needs 300.0 MiB of room, has 2.0 GiB
            mgeo-base: for later: no answer; try again
            mgeo-base: would delete release v0-0123456789ab and free 7.0 MiB
            mgeo-base: warning: the channel expires soon
            """);
    assertThat(run).isEqualTo(CliRun.of(node, "sync", "--dry-run", "--bundle", "mgeo-base"));
  }

  @Test
  void planInJsonHasTheSameAndIsThatOfADryRun() {
    node.plans = DryRunTest::eventful;
    CliRun run = CliRun.of(node, "plan", "--json", "--bundle", "mgeo-base");
    assertThat(run.out())
        .contains("\"prefetched\":[{\"bundle\":\"mgeo-base\",\"version\":\"v3\"")
        .contains("\"prefetchProblems\":[\"no answer; try again\"]")
        .contains("\"removed\":[{\"release\":\"v0-0123456789ab\",\"bytes\":7340032}]")
        .contains("\"removedBytes\":7340032")
        .contains("\"warnings\":[\"the channel expires soon\"]")
        .hasLineCount(1);
    assertThat(run)
        .isEqualTo(CliRun.of(node, "sync", "--dry-run", "--json", "--bundle", "mgeo-base"));
  }

  @Test
  void saysOneLineForEachBundleAndSyncsNothing() {
    CliRun run = CliRun.of(node, "sync", "--dry-run");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            mgeo-base: v2: would fetch 12.3 MiB of 94.0 MiB (81.7 MiB are on this disk), \
            needs 300.0 MiB of room, has 2.0 GiB
            mgeo-large: v2: would fetch 12.3 MiB of 94.0 MiB (81.7 MiB are on this disk), \
            needs 300.0 MiB of room, has 2.0 GiB
            """);
    assertThat(node.synced).isEmpty();
  }

  @Test
  void whatIsHereWholeNeedsNothing() {
    node.plans = name -> plan(name, 0, 0, 1);
    assertThat(CliRun.of(node, "sync", "-n", "--bundle", "mgeo-base").out())
        .isEqualTo("mgeo-base: v2: nothing to fetch, all 94.0 MiB are on this disk\n");
  }

  @Test
  void tooLittleRoomIsSaidAndEndsAsTheSyncWould() {
    node.plans = name -> plan(name, MIB, 300 * MIB, 100);
    CliRun run = CliRun.of(node, "sync", "--dry-run", "--bundle", "mgeo-base");
    assertThat(run.out()).contains("has 100 B: too little");
    assertThat(run.exitCode()).isEqualTo(9);
  }

  @Test
  void jsonIsOneObjectWithEveryBundleAlsoThoseWithAProblem() {
    node.plans =
        name -> {
          if (name.value().equals("mgeo-base")) {
            throw new StoreAway();
          }
          return plan(name, MIB, 300 * MIB, 2048 * MIB);
        };
    CliRun run = CliRun.of(node, "sync", "--dry-run", "--json");
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out())
        .startsWith("{\"plans\":[{\"bundle\":\"mgeo-base\",\"problem\":\"no answer; try again\"},")
        .contains("\"fetched\":{\"bytes\":1048576,\"chunks\":12,\"files\":2}")
        .contains("\"fits\":true")
        .hasLineCount(1);
  }
}
