package io.mgeosync.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.disk.NodeLayout;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A request that hangs costs a fetch some patience and never its bytes. */
@Timeout(60)
final class LaggingRequestsTest {
  private static final int LANES = 3;
  private static final Duration PATIENCE = Duration.ofMillis(40);
  private static final Duration PAUSE = Duration.ofMillis(2);

  @TempDir Path folder;
  private final InMemoryStore memory = new InMemoryStore();
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch victimEnded = new CountDownLatch(1);
  private TestBundle bundle;

  @BeforeEach
  void publish() throws IOException {
    bundle = TestBundle.typical(folder.resolve("source"), "v1", 1);
    bundle.publish(memory);
  }

  @AfterEach
  void letGo() {
    release.countDown();
  }

  private StagedBundle fetch(StoreReader store) {
    return fetch(store, PATIENCE);
  }

  private StagedBundle fetch(StoreReader store, Duration patience) {
    var layout = new NodeLayout(folder.resolve("state"), bundle.pin().bundle());
    var options = new FetchOptions(LANES, 64 << 10, 0, 1, Duration.ofMillis(1), patience);
    return new Fetcher(store, layout, Clock.systemUTC(), options, FetchListener.none())
        .fetch(bundle.pin());
  }

  private void assertWhole(StagedBundle staged) {
    for (FileEntry entry : bundle.manifest().manifest().files()) {
      String path = entry.path().value();
      assertThat(staged.folder().resolve(path))
          .hasSameBinaryContentAs(bundle.source().resolve(path));
      assertThat(staged.evidence().of(entry.path())).isPresent();
    }
  }

  /** Every stream trickles; one hangs in its middle until it is let go, and then gives garbage. */
  private final class OneHangs extends ForwardingReader {
    final Set<StoredObject> slow = ConcurrentHashMap.newKeySet();
    final AtomicInteger opened = new AtomicInteger();

    OneHangs() {
      super(memory);
    }

    @Override
    public InputStream open(StoredObject object, ByteRange range) {
      InputStream in = new Trickle(super.open(object, range), PAUSE);
      boolean weights = object.key().value().endsWith("weights.bin");
      return weights && opened.incrementAndGet() == 2 ? new Hanging(in) : in;
    }

    @Override
    public void tooSlow(StoredObject object) {
      slow.add(object);
    }
  }

  private static class Trickle extends FilterInputStream {
    private final Duration pause;

    Trickle(InputStream in, Duration pause) {
      super(in);
      this.pause = pause;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      pause();
      return super.read(buffer, offset, Math.min(count, 2048));
    }

    private void pause() throws IOException {
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  /** Deaf to interrupts, as a thread in a system call is. */
  private final class Hanging extends FilterInputStream {
    private int reads;

    Hanging(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      reads++;
      if (reads < 6) {
        return super.read(buffer, offset, count);
      }
      boolean deaf = true;
      while (deaf) {
        try {
          release.await();
          deaf = false;
        } catch (InterruptedException e) {
          deaf = true;
        }
      }
      return new ByteArrayInputStream(new byte[count]).read(buffer, offset, count);
    }

    @Override
    public void close() throws IOException {
      victimEnded.countDown();
      super.close();
    }
  }

  @Test
  void aRequestThatHangsIsMadeAgainAndItsSourceIsToldThatItIsSlow() {
    OneHangs store = new OneHangs();
    assertWhole(fetch(store));
    assertThat(store.slow).extracting(StoredObject::key).contains(bundle.key("weights.bin"));
    assertThat(release.getCount()).as("the hanging request never came back").isOne();
  }

  @Test
  void whatTheHangingRequestBringsInTheEndIsDropped() throws InterruptedException {
    StagedBundle staged = fetch(new OneHangs());
    release.countDown();
    victimEnded.await();
    assertWhole(staged);
  }

  @Test
  void aFetchThatFailsDoesNotWaitForOneThatHangs() {
    var failing =
        new ForwardingReader(new OneHangs()) {
          final AtomicInteger opened = new AtomicInteger();

          @Override
          public InputStream open(StoredObject object, ByteRange range) {
            if (opened.incrementAndGet() == 12) {
              throw new StoreUnavailableException("the store is away", "try again", null);
            }
            return super.open(object, range);
          }
        };
    assertThatThrownBy(() -> fetch(failing)).hasMessageContaining("the store is away");
    assertThat(release.getCount()).isOne();
  }

  /** Patient: a lane that gets no processor for a tenth of a second is no laggard of the store. */
  @Test
  void whatIsSlowForAllMakesNobodyALaggard() {
    var trickling =
        new ForwardingReader(memory) {
          final AtomicInteger opened = new AtomicInteger();

          @Override
          public InputStream open(StoredObject object, ByteRange range) {
            opened.incrementAndGet();
            return new Trickle(super.open(object, range), PAUSE.multipliedBy(8));
          }

          @Override
          public void tooSlow(StoredObject object) {
            throw new AssertionError(object + " is as slow as all others");
          }
        };
    assertWhole(fetch(trickling, PATIENCE.multipliedBy(10)));
  }
}
