package io.mgeosync.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock stands still unless a test moves it; whoever rests is a thread that waits. */
@Timeout(30)
final class LatencyBackoffTest {
  private static final Duration ABOVE = Duration.ofMillis(400);
  private static final Duration SLOW = Duration.ofMillis(401);
  private static final Duration NOT_YET_FAST = Duration.ofMillis(301);
  private static final Duration FAST = Duration.ofMillis(300);

  private final SettableClock clock = new SettableClock();
  private final LatencyBackoff courtesy = new LatencyBackoff(ABOVE, Duration.ofMinutes(10), clock);

  private Thread taking() {
    return Thread.ofPlatform().daemon().start(this::take);
  }

  private void take() {
    try {
      courtesy.take(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread resting() {
    Thread thread = taking();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }

  private static void assertRests(Thread thread) {
    assertThat(thread.getState()).isEqualTo(Thread.State.TIMED_WAITING);
  }

  @Test
  void aServiceThatIsFastEnoughHoldsNobodyUp() {
    courtesy.answered("a", ABOVE);
    take();
  }

  @Test
  void allRestUntilTheServiceIsClearlyFastAgain() throws Exception {
    courtesy.answered("a", SLOW);
    Thread one = resting();
    Thread other = resting();
    courtesy.answered("a", NOT_YET_FAST);
    assertRests(one);
    courtesy.answered("a", FAST);
    one.join();
    other.join();
  }

  @Test
  void oneFastServiceDoesNotHideASlowOne() throws Exception {
    courtesy.answered("a", SLOW);
    courtesy.answered("b", SLOW);
    Thread thread = resting();
    courtesy.answered("b", FAST);
    assertRests(thread);
    courtesy.answered("a", FAST);
    thread.join();
  }

  @Test
  void afterARestTheWorkLastsAsLongAsTheRestDid() throws Exception {
    courtesy.answered("a", SLOW);
    Thread thread = resting();
    clock.advance(Duration.ofSeconds(60));
    courtesy.answered("a", FAST);
    thread.join();
    courtesy.answered("a", SLOW);
    clock.advance(Duration.ofSeconds(59));
    take();
    clock.advance(Duration.ofSeconds(1));
    Thread again = resting();
    courtesy.answered("a", FAST);
    again.join();
  }

  @Test
  void aServiceThatIsAlwaysSlowDoesNotStopTheWork() throws Exception {
    var now = new AtomicReference<>(Instant.EPOCH);
    InstantSource running = () -> now.updateAndGet(time -> time.plusMillis(5));
    var brief = new LatencyBackoff(ABOVE, Duration.ofMillis(20), running);
    brief.answered("a", SLOW);
    brief.take(1);
    Instant begun = now.get();
    assertThat(begun).isAfterOrEqualTo(Instant.EPOCH.plusMillis(20));
    brief.take(1);
    brief.take(1);
    assertThat(now.get()).as("only looked at the clock").isEqualTo(begun.plusMillis(10));
  }

  @Test
  void anInterruptEndsTheRestOfOne() throws Exception {
    courtesy.answered("a", SLOW);
    Thread one = resting();
    Thread other = resting();
    one.interrupt();
    one.join();
    assertRests(other);
    courtesy.answered("a", FAST);
    other.join();
  }

  @Test
  void withoutAThresholdNobodyRests() throws Exception {
    var never = new LatencyBackoff(Duration.ZERO, Duration.ofMinutes(10), clock);
    never.answered("a", Duration.ofDays(1));
    never.take(1);
  }
}
