package io.mgeosync.e2e.fault;

import static io.mgeosync.e2e.fault.LastingRelease.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Bundles;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.Cli.Outcome;
import io.mgeosync.e2e.harness.Node;
import io.mgeosync.e2e.harness.S3Site;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * One node serves a good release; each test breaks one thing, syncs, and finds the release
 * unharmed. Each publishes its own version, so that none depends on another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MISMATCH = 4;
  private static final int MISSING = 5;
  private static final int UNAVAILABLE = 6;
  private static final int DENIED = 7;

  private S3Site site;
  private Node node;
  private Path model;
  private Cli cli;
  private LastingRelease before;

  @BeforeAll
  void serve() throws IOException {
    site = S3Site.open();
    node = site.node();
    cli = site.nodeCli(site.server().credentials());
    model = Bundles.V1.writeTo(site.scratch().resolve("model"));
    site.release(model, "v1");
    node.startAgent();
    node.startService();
    node.awaitReady(PATIENCE);
    node.agent().terminate();
  }

  @AfterAll
  void stop() throws IOException {
    site.close();
  }

  @BeforeEach
  void remember() throws IOException {
    before = LastingRelease.of(node);
  }

  @AfterEach
  void unharmed() throws IOException {
    site.line().mend();
    site.line().pace(Long.MAX_VALUE);
    before.assertUnharmed();
  }

  @Test
  void wrongCredentials() throws IOException {
    Cli stranger = site.nodeCli(site.server().credentials("not-the-secret"));

    Outcome outcome = stranger.run("sync", "--config", node.config().toString());

    assertRefusal(outcome, DENIED, "the secret key is not the one that");
    assertThat(outcome.output()).doesNotContain("not-the-secret");
  }

  @Test
  void noSuchBucket() throws IOException {
    assertRefusal(
        syncWith("s3://no-such-bucket/bundles", "production", Bundles.NAME),
        MISSING,
        "no-such-bucket");
  }

  @Test
  void noSuchChannel() throws IOException {
    assertRefusal(
        syncWith(site.store(), "no-such-channel", Bundles.NAME), MISSING, "no-such-channel");
  }

  @Test
  void noSuchBundle() throws IOException {
    assertRefusal(
        syncWith(site.store(), "production", "no-such-bundle"), MISSING, "no-such-bundle");
  }

  @Test
  void noSuchVersionCannotBePromoted() throws IOException {
    Outcome outcome =
        site.publisher()
            .run(
                "promote",
                "--store",
                site.store(),
                "--channel",
                "production",
                "--bundle",
                Bundles.NAME,
                "--version",
                "v-never");

    assertRefusal(outcome, MISSING, "v-never");
  }

  @Test
  void aVersionThatWasRemovedFromTheStore() throws IOException {
    release("v-removed");
    Scratch.delete(object("v-removed/"));

    assertRefusal(sync(), MISSING, "v-removed");
  }

  @Test
  void anAlteredObject() throws IOException {
    release("v-altered");
    Files.writeString(object("v-altered/config.json"), "{\"altered\": 1}");

    assertRefusal(sync(), MISMATCH, "config.json");
  }

  @Test
  void anObjectAlteredInPlaceWithTheSameLength() throws IOException {
    release("v-flipped");
    Scratch.flipByte(object("v-flipped/config.json"));

    assertRefusal(sync(), MISMATCH, "config.json");
  }

  @Test
  void aManifestThatIsNotTheOneThatWasPinned() throws IOException {
    release("v-swapped");
    Path manifest = object("v-swapped/manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("v-swapped", "v-swappee"));

    assertRefusal(sync(), MISMATCH, "v-swapped");
  }

  @Test
  void aStoreThatDiesHalfWay() throws IOException {
    site.release(Bundles.V2.writeTo(site.scratch().resolve("model-big")), "v-half");
    site.line().pace(4_000_000);
    Path log = site.scratch().resolve("half.log");
    try (Child sync = cli.start(log, "sync", "--config", node.config().toString())) {
      awaitTraffic(8_000_000);
      site.line().cut();

      Outcome outcome = new Outcome(sync.exitCode(PATIENCE), sync.output());

      assertRefusal(outcome, UNAVAILABLE, "127.0.0.1");
    }
  }

  @Test
  void sigtermDuringAFetch() throws IOException {
    releaseNewBytes("v-term");
    site.line().pace(4_000_000);
    Path log = site.scratch().resolve("term.log");
    try (Child sync = cli.start(log, "sync", "--config", node.config().toString())) {
      awaitTraffic(8_000_000);

      assertThat(sync.terminate()).isEqualTo(143);
    }
  }

  @Test
  void aReadOnlyStateDirectory() throws IOException {
    assumeTrue(mayMount(), "not on this machine: this user may not mount (unshare -rm)");
    release("v-read-only");
    Path log = site.scratch().resolve("read-only.log");
    String mountedReadOnly =
        "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" && shift && exec \"$@\"";
    List<String> command =
        List.of(
            "unshare",
            "-rm",
            "sh",
            "-c",
            mountedReadOnly,
            "sh",
            node.state().toString(),
            System.getenv("MGEO_SYNC"),
            "sync",
            "--config",
            node.config().toString());
    try (Child sync = Child.start(log, site.server().credentials(), command)) {
      Outcome outcome = new Outcome(sync.exitCode(PATIENCE), sync.output());

      assertRefusal(outcome, DENIED, node.state().toString());
    }
  }

  private boolean mayMount() throws IOException {
    List<String> command = List.of("unshare", "-rm", "mount", "--bind", "/tmp", "/tmp");
    Path log = site.scratch().resolve("unshare.log");
    try (Child unshare = Child.start(log, Map.of(), command)) {
      return unshare.exitCode(PATIENCE) == 0;
    }
  }

  @Test
  void aSecondProcessOnTheSameState() throws IOException {
    releaseNewBytes("v-busy");
    site.line().pace(4_000_000);
    Path log = site.scratch().resolve("busy.log");
    try (Child first = cli.start(log, "sync", "--config", node.config().toString())) {
      awaitTraffic(8_000_000);

      assertRefusal(sync(), 8, "process");

      assertThat(first.alive()).isTrue();
    }
  }

  private void awaitTraffic(long bytes) {
    long start = site.line().sent();
    Await.until(bytes + " bytes came", PATIENCE, () -> site.line().sent() - start > bytes);
  }

  /** Publishes and promotes the model once more, as a version of its own. */
  private void release(String version) throws IOException {
    Path changed = Files.createDirectories(site.scratch().resolve("model-" + version));
    try (var files = Files.list(model)) {
      for (Path file : files.toList()) {
        Files.copy(file, changed.resolve(file.getFileName()));
      }
    }
    Files.writeString(changed.resolve("config.json"), "{\"version\": \"" + version + "\"}\n");
    site.release(changed, version);
  }

  /**
   * A version that shares no chunk with any other: whatever is on the disk already is not fetched.
   */
  private void releaseNewBytes(String version) throws IOException {
    Path directory = Files.createDirectories(site.scratch().resolve("model-" + version));
    byte[] weights = new byte[24_000_000];
    new Random(version.hashCode()).nextBytes(weights);
    Files.write(directory.resolve("model.onnx"), weights);
    site.release(directory, version);
  }

  private Path object(String name) {
    return site.server().object("bundles/" + Bundles.NAME + "/" + name);
  }

  private Outcome sync() throws IOException {
    return cli.run("sync", "--config", node.config().toString());
  }

  private Outcome syncWith(String store, String channel, String bundle) throws IOException {
    Path config = Files.createTempFile(site.scratch(), "other-", ".yaml");
    node.writeConfiguration(config, site.storeOfNode(store), channel, bundle);
    return cli.run("sync", "--config", config.toString());
  }
}
