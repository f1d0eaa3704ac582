package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.channel.Pin;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.disk.DirectoryBusyException;
import io.mgeosync.disk.DirectoryLock;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.TestFiles;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.fetch.FetchProgress;
import io.mgeosync.fetch.TestBundle;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.publish.PromoteOptions;
import io.mgeosync.publish.Promoter;
import io.mgeosync.publish.Publisher;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.CycleReport;
import io.mgeosync.reconcile.CycleReport.Outcome;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreSettings;
import io.mgeosync.store.open.Stores;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cron and an operator run, on a directory store and a disk. */
final class SyncOnceTest {
  private static final BundleName NAME = new BundleName("mgeo-base");
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;
  private AgentConfig config;
  private BundleSettings bundle;
  private NodeLayout layout;

  @BeforeEach
  void promote() throws IOException {
    Path models = Files.createDirectories(folder.resolve("store"));
    StoreSettings settings = StoreSettings.ofUrl("file://" + models);
    try (Store store = Stores.open(settings, new PrometheusRegistry())) {
      Path source = folder.resolve("source");
      TestBundle.typical(source, "v1", 1);
      Pin pin = new Publisher(store, CLOCK).publish(source, NAME, new BundleVersion("v1"));
      new Promoter(store, CLOCK)
          .promote("production", pin, PromoteOptions.AT_ONCE.withCreate(true));
    }
    config =
        ConfigLoader.parse(
            "agent.yaml",
            """
            state: %s
            store: {url: "file://%s"}
            bundles: [{name: mgeo-base}]
            """
                .formatted(folder.resolve("state"), models));
    bundle = config.bundles().getFirst();
    layout = new NodeLayout(config.state(), NAME);
  }

  private CycleReport sync() {
    return SyncOnce.run(config, bundle, FetchListener.none(), CLOCK).report();
  }

  private CycleReport repair(FetchListener listener) {
    return SyncOnce.repair(config, bundle, listener, CLOCK).report();
  }

  @Test
  void aSecondSyncFindsNothingToDoAndChangesNoRecord() throws IOException {
    assertThat(sync().outcome()).isEqualTo(Outcome.SWITCHED);
    Path record = layout.proofs().resolve(layout.current().toRealPath().getFileName() + ".json");
    byte[] before = Files.readAllBytes(record);
    assertThat(sync().outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(record).hasBinaryContent(before);
  }

  @Test
  void aRepairReusesAllButTheBadChunk() throws IOException {
    sync();
    assertThat(repair(FetchListener.none()).outcome()).isEqualTo(Outcome.UNCHANGED);
    Path vocab = layout.current().resolve("tokenizer/vocab.txt");
    byte[] good = Files.readAllBytes(vocab);
    Files.write(TestFiles.writable(vocab), new byte[good.length]);
    var last = new AtomicReference<>(new FetchProgress(0, 0, 0));
    assertThat(repair(last::set).outcome()).isEqualTo(Outcome.REPAIRED);
    assertThat(last.get().fetched()).isEqualTo(good.length);
    assertThat(last.get().reused()).isEqualTo(last.get().total() - good.length);
    assertThat(vocab).hasBinaryContent(good);
  }

  @Test
  void whereNothingIsActiveASyncIsNeeded() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> repair(FetchListener.none()))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISSING))
        .withMessageEndingWith(" is active on this node; run a sync");
  }

  @Test
  void aRepairNeedsTheLock() {
    sync();
    try (var _ = DirectoryLock.acquire(layout)) {
      assertThatExceptionOfType(DirectoryBusyException.class)
          .isThrownBy(() -> repair(FetchListener.none()));
    }
  }
}
