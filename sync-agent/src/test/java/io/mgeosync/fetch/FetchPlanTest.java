package io.mgeosync.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.TestFiles;
import io.mgeosync.fetch.FetchPlan.Share;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.store.FaultyStore;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan says what the fetch then does, and leaves everything as it was. */
final class FetchPlanTest {
  private static final long RESERVE = 1000;
  private static final FetchOptions OPTIONS =
      new FetchOptions(1, 64 << 10, RESERVE, 1, Duration.ofMillis(1), Duration.ofSeconds(3));

  @TempDir Path folder;
  private final InMemoryStore memory = new InMemoryStore();
  private final FaultyStore store = new FaultyStore(memory);
  private final AtomicReference<FetchProgress> progress =
      new AtomicReference<>(new FetchProgress(0, 0, 0));
  private TestBundle bundle;
  private NodeLayout layout;

  @BeforeEach
  void publish() throws IOException {
    bundle = TestBundle.typical(folder.resolve("source"), "v1", 1);
    bundle.publish(memory);
    layout = new NodeLayout(folder.resolve("state"), bundle.pin().bundle());
  }

  private Fetcher fetcher() {
    return new Fetcher(store, layout, Clock.systemUTC(), OPTIONS, progress::set);
  }

  /** Plans, and proves that nothing was touched. */
  private FetchPlan planned() throws IOException {
    Map<Path, FileTime> before = state();
    FetchPlan plan = fetcher().plan(bundle.pin());
    assertThat(state()).isEqualTo(before);
    return plan;
  }

  private Map<Path, FileTime> state() throws IOException {
    Map<Path, FileTime> files = new TreeMap<>();
    if (Files.exists(layout.state())) {
      try (Stream<Path> all = Files.walk(layout.state())) {
        for (Path file : all.toList()) {
          files.put(file, (FileTime) Files.getAttribute(file, "unix:ctime"));
        }
      }
    }
    return files;
  }

  private StagedBundle assertFetchDoes(FetchPlan plan) {
    StagedBundle staged = fetcher().fetch(bundle.pin());
    assertThat(progress.get())
        .isEqualTo(new FetchProgress(plan.fetched().bytes(), plan.reused().bytes(), bundle.size()));
    return staged;
  }

  private Path keepAsRelease(StagedBundle staged) {
    DurableFiles.createDirectories(layout.releases());
    DurableFiles.renameDurably(staged.folder(), layout.release(staged.name()));
    return layout.release(staged.name());
  }

  @Test
  void anEmptyDiskFetchesAll() throws IOException {
    FetchPlan plan = planned();
    assertThat(plan.fetched().bytes()).isEqualTo(bundle.size());
    assertThat(plan.fetched().files()).isEqualTo(3);
    assertThat(plan.reused()).isEqualTo(new Share(0, 0, 0));
    assertThat(plan.neededBytes()).isEqualTo(bundle.size() + RESERVE);
    assertThat(plan.fits()).isTrue();
    assertFetchDoes(plan);
  }

  @Test
  void aDamagedReleaseIsReusedButForItsBadChunk() throws IOException {
    Path release = keepAsRelease(fetcher().fetch(bundle.pin()));
    damage(release.resolve("weights.bin"));
    FetchPlan plan = planned();
    assertThat(plan.fetched().chunks()).isEqualTo(1);
    assertThat(plan.fetched().files()).isEqualTo(1);
    assertThat(plan.reused().files()).isEqualTo(3);
    assertThat(plan.neededBytes()).isEqualTo(bundle.size() + RESERVE);
    assertFetchDoes(plan);
  }

  private static void damage(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(TestFiles.writable(file), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), 400_000);
    }
  }

  @Test
  void whatAnEndedFetchLeftInStagingNeedsNoRoomAgain() throws IOException {
    store.fail(call -> call.operation().equals("open") && call.number() > 8);
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> fetcher().fetch(bundle.pin()));
    store.heal();
    FetchPlan plan = planned();
    assertThat(plan.reused().bytes()).isPositive();
    // Less where the file system had given the room in advance.
    assertThat(plan.neededBytes()).isBetween(RESERVE, plan.fetched().bytes() + RESERVE);
    assertFetchDoes(plan);
  }

  @Test
  void aStoreWithAnotherManifestIsRefused() {
    memory.tamper(bundle.key(Manifest.FILE_NAME), new byte[] {'{'});
    assertThatExceptionOfType(PinMismatchException.class).isThrownBy(this::planned);
  }
}
