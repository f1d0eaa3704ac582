package io.mgeosync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplayTest {
  private static final CronSpec NIGHTLY = CronSpec.parse("0 3 * * *", ZoneOffset.UTC);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  @Test
  void aNodeWaitsTheSameEveryTime() {
    assertThat(splay("gpu-node-1")).isEqualTo(splay("gpu-node-1"));
  }

  @Test
  void aThousandNodesSpreadOverTheWholeTime() {
    int[] perMinute = new int[10];
    IntStream.range(0, 1000)
        .forEach(i -> perMinute[(int) splay("gpu-node-" + i).delay().toMinutes()]++);
    assertThat(Arrays.stream(perMinute).boxed())
        .allSatisfy(nodes -> assertThat(nodes).isBetween(60, 140));
  }

  @Test
  void withoutSplayARunIsAtTheLinesTime() {
    assertThat(Splay.of(NIGHTLY, "n", "b", Duration.ZERO).nextAfter(NOON))
        .contains(Instant.parse("2026-03-05T03:00:00Z"));
  }

  @Test
  void aRunThatIsOnlyDelayedIsStillToCome() {
    var splay = new Splay(NIGHTLY, TEN_MINUTES);
    assertThat(splay.nextAfter(Instant.parse("2026-03-04T03:05:00Z")))
        .contains(Instant.parse("2026-03-04T03:10:00Z"));
    assertThat(missed(splay, "2026-03-03T03:10:07Z", "2026-03-04T03:05:00Z")).isFalse();
  }

  @Test
  void aRunIsMissedOnceItsTimeHasPassedWithoutSuccess() {
    var splay = new Splay(NIGHTLY, TEN_MINUTES);
    assertThat(missed(splay, "2026-03-03T03:10:07Z", "2026-03-04T03:10:00Z")).isTrue();
    assertThat(missed(splay, "2026-03-04T03:10:07Z", "2026-03-04T12:00:00Z")).isFalse();
    assertThat(splay.missed(Optional.empty(), NOON)).isTrue();
  }

  private static boolean missed(Splay splay, String last, String now) {
    return splay.missed(Optional.of(Instant.parse(last)), Instant.parse(now));
  }

  private static Splay splay(String node) {
    return Splay.of(NIGHTLY, node, "mgeo-base", TEN_MINUTES);
  }
}
