package io.mgeosync.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.base.Bandwidth;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.fetch.FetchOptions;
import io.mgeosync.fetch.Fetcher;
import io.mgeosync.fetch.LimitedReader;
import io.mgeosync.fetch.TestBundle;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock begins at midnight of a Thursday, UTC, and runs only while a reader waits. */
final class BandwidthLimiterTest {
  private static final int KIB = 1 << 10;
  private static final byte[] MIB = new byte[1 << 20];

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private final InMemoryStore memory = new InMemoryStore();
  private final StoredObject object =
      memory.put(new ObjectKey("m/v1/x"), Content.of(MIB), new Precondition.None());
  private Duration longest = Duration.ZERO;

  private BandwidthLimiter limiter(String timetable) {
    return limiter(timetable, ZoneOffset.UTC);
  }

  private BandwidthLimiter limiter(String timetable, ZoneId zone) {
    return new BandwidthLimiter(
        Bandwidth.parse(timetable),
        zone,
        clock,
        wait -> {
          longest = longest.compareTo(wait) > 0 ? longest : wait;
          clock.advance(wait);
        });
  }

  private Duration readAll(BandwidthLimiter limiter) throws IOException {
    Instant start = clock.instant();
    try (InputStream in = open(limiter)) {
      assertThat(in.readAllBytes()).isEqualTo(MIB);
    }
    return Duration.between(start, clock.instant());
  }

  private InputStream open(BandwidthLimiter limiter) {
    return new LimitedReader(memory, limiter).open(object, new ByteRange(0, MIB.length));
  }

  @Test
  void bytesComeAtTheRateInSmallSteps() throws IOException {
    assertThat(readAll(limiter("64K")))
        .isBetween(Duration.ofMillis(15_700), Duration.ofSeconds(16));
    assertThat(longest).isLessThanOrEqualTo(Duration.ofMillis(130));
  }

  @Test
  void withoutALimitNobodyWaits() throws IOException {
    assertThat(readAll(limiter("off"))).isZero();
  }

  @Test
  void aChangeOfTheTimetableHoldsForTheStreamThatIsOpen() throws IOException {
    clock.advance(Duration.ofHours(19).minusSeconds(8));
    assertThat(readAll(limiter("08:00,64K 19:00,off")))
        .isBetween(Duration.ofSeconds(8), Duration.ofMillis(8200));
  }

  @Test
  void theTimetableIsMeantInItsZone() throws IOException {
    assertThat(readAll(limiter("08:00,64K 09:00,off", ZoneId.of("Asia/Shanghai")))).isPositive();
    assertThat(readAll(limiter("08:00,64K 09:00,off", ZoneOffset.UTC))).isZero();
  }

  @Test
  void twoReadersShareTheRate() throws IOException {
    BandwidthLimiter limiter = limiter("64K");
    Instant start = clock.instant();
    try (InputStream one = open(limiter);
        InputStream other = open(limiter)) {
      for (int i = 0; i < 16; i++) {
        one.readNBytes(32 * KIB);
        other.readNBytes(32 * KIB);
      }
    }
    assertThat(Duration.between(start, clock.instant()))
        .isBetween(Duration.ofMillis(15_700), Duration.ofSeconds(16));
  }

  @Test
  void aLongRestIsNotMadeUpFor() throws IOException {
    BandwidthLimiter limiter = limiter("64K");
    readAll(limiter);
    clock.advance(Duration.ofHours(1));
    assertThat(readAll(limiter)).isGreaterThan(Duration.ofMillis(15_700));
  }

  @Test
  void aClockThatIsSetBackHoldsNobodyUp() throws IOException {
    BandwidthLimiter limiter = limiter("64K");
    readAll(limiter);
    clock.advance(Duration.ofHours(-5));
    readAll(limiter);
    assertThat(longest).isLessThanOrEqualTo(Duration.ofMillis(130));
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() throws IOException {
    var real = new BandwidthLimiter(Bandwidth.parse("1K"), ZoneOffset.UTC, Clock.systemUTC());
    Thread.currentThread().interrupt();
    try (InputStream in = open(real)) {
      assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(in::readAllBytes);
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aFetchOverALimitedLineIsWholeAndTakesItsTime() throws IOException {
    TestBundle bundle = TestBundle.typical(folder.resolve("source"), "v1", 1);
    bundle.publish(memory);
    var layout = new NodeLayout(folder.resolve("state"), bundle.pin().bundle());
    var options = new FetchOptions(1, 64 * KIB, 0, 1, Duration.ofMillis(1), Duration.ofSeconds(3));
    Instant start = clock.instant();
    new Fetcher(
            new LimitedReader(memory, limiter("64K")), layout, clock, options, FetchListener.none())
        .fetch(bundle.pin());
    long bytes = bundle.size() + bundle.manifest().bytes().length;
    assertThat(Duration.between(start, clock.instant()))
        .isBetween(
            Duration.ofMillis(bytes * 1000 / (64 * KIB) - 300),
            Duration.ofMillis(bytes * 1000 / (64 * KIB) + 1));
  }
}
