package io.mgeosync.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.disk.ChildJvm;
import io.mgeosync.disk.DirectoryLock;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.store.InMemoryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FetchKilledTest {
  private static final int CONNECTIONS = 4;
  private static final FetchOptions OPTIONS =
      new FetchOptions(CONNECTIONS, 64 << 10, 0, 1, Duration.ofMillis(1), Duration.ofSeconds(3));

  @TempDir Path folder;

  private static TestBundle bundle(Path folder) throws IOException {
    return TestBundle.typical(folder.resolve("source"), "v1", 1);
  }

  private static NodeLayout layout(Path folder, TestBundle bundle) {
    return new NodeLayout(folder.resolve("state"), bundle.pin().bundle());
  }

  @Test
  void afterKillMinusNineNoChunkThatWasFetchedIsFetchedAgain() throws Exception {
    Process victim = ChildJvm.start(Victim.class, folder.toString());
    long fetchedBefore;
    try (var output = new BufferedReader(new InputStreamReader(victim.getInputStream(), UTF_8))) {
      fetchedBefore = Long.parseLong(output.readLine());
    } finally {
      victim.destroyForcibly().waitFor();
    }
    TestBundle bundle = bundle(folder);
    NodeLayout layout = layout(folder, bundle);
    var progress = new AtomicReference<>(new FetchProgress(0, 0, 0));
    try (DirectoryLock lock = DirectoryLock.acquire(layout)) {
      assertThat(lock).isNotNull();
      InMemoryStore store = bundle.publish(new InMemoryStore());
      new Fetcher(store, layout, Clock.systemUTC(), OPTIONS, progress::set).fetch(bundle.pin());
    }
    assertThat(fetchedBefore).isPositive();
    assertThat(progress.get().complete()).isTrue();
    assertThat(progress.get().reused()).isGreaterThanOrEqualTo(fetchedBefore);
  }

  /** Fetches until every connection hangs, says how many bytes it has, and waits for its end. */
  static final class Victim {
    public static void main(String[] arguments) throws Exception {
      TestBundle bundle = bundle(Path.of(arguments[0]));
      NodeLayout layout = layout(Path.of(arguments[0]), bundle);
      DirectoryLock.acquire(layout);
      var stalled = new CountDownLatch(CONNECTIONS);
      var progress = new AtomicReference<>(new FetchProgress(0, 0, 0));
      var store =
          new StallingStore(bundle.publish(new InMemoryStore()), 9, stalled, new CountDownLatch(1));
      Fetcher fetcher = new Fetcher(store, layout, Clock.systemUTC(), OPTIONS, progress::set);
      Thread.ofPlatform().start(() -> fetcher.fetch(bundle.pin()));
      stalled.await();
      System.out.println(progress.get().fetched());
    }
  }
}
