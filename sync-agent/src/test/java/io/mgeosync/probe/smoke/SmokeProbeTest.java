package io.mgeosync.probe.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.probe.ProbeResult;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class SmokeProbeTest {
  private final SettableClock clock = new SettableClock();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final SmokeMetrics metrics = new SmokeMetrics(registry);
  private Optional<Golden> golden = golden("1");
  private String answer = Cases.RIGHT;
  private Duration takes = Duration.ofMillis(100);
  private int asked;
  private final SmokeProbe probe = probe(this::ask, GpuProof.NOT_ASKED);

  private static Optional<Golden> golden(String generation) {
    return Optional.of(
        new Golden(generation, List.of(Cases.similarity("a"), Cases.similarity("b"))));
  }

  private SmokeProbe probe(SmokeService service, GpuProof gpu) {
    return new SmokeProbe(
        () -> golden,
        new SmokeRunner(service, clock),
        new SmokePace(Duration.ofSeconds(10), 5),
        gpu,
        metrics.forBundle("mgeo-base"),
        Duration.ofSeconds(3),
        clock);
  }

  private SmokeReply ask(SmokeRequest request) {
    asked++;
    clock.advance(takes);
    try {
      return new SmokeReply.Answered(new ObjectMapper().readTree(answer));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private ProbeResult lookAfter(Duration pause) throws InterruptedException {
    clock.advance(pause);
    return probe.look();
  }

  private ProbeResult lookAfter(int seconds) throws InterruptedException {
    return lookAfter(Duration.ofSeconds(seconds));
  }

  @Test
  void betweenTwoRunsTheLastGoodOneIsRepeatedWithItsAge() throws InterruptedException {
    assertThat(lookAfter(0).message()).isEqualTo("2 golden answers in 200 ms");
    assertThat(lookAfter(4).message()).isEqualTo("2 golden answers in 200 ms, 4 s ago");
    assertThat(asked).isEqualTo(2);
    lookAfter(6);
    assertThat(asked).isEqualTo(4);
  }

  @Test
  void runsNeverTakeMoreThanTheirShareOfAMinuteByMoreThanOneRun() throws InterruptedException {
    takes = Duration.ofMillis(900);
    int looks = 0;
    for (; looks < 1200; looks++) {
      lookAfter(1);
    }
    // 1.8 s for a run, 5 % of a minute is 3 s: two runs in any minute.
    assertThat(asked / 2).isBetween(looks / 60, 2 * (looks / 60) + 2);
  }

  @Test
  void noResultIsOlderThanAMinuteHoweverLongRunsTake() throws InterruptedException {
    takes = Duration.ofSeconds(9);
    lookAfter(0);
    for (int i = 0; i < 60; i++) {
      int before = asked;
      lookAfter(1);
      if (asked > before) {
        return;
      }
    }
    throw new AssertionError("still repeated after a minute");
  }

  @Test
  void aWrongAnswerIsNeverRepeatedAndEndsTheRun() throws InterruptedException {
    answer = "{}";
    assertThat(lookAfter(0))
        .isEqualTo(
            new ProbeResult.Wrong(
                "WrongAnswer",
                "a: the answer yes: expected 0.97 ± 0.0107, found not there (and 1 more);"
                    + " reload the service, and roll back if that does not help"));
    assertThat(lookAfter(0)).isInstanceOf(ProbeResult.Wrong.class);
    assertThat(asked).isEqualTo(2);
    answer = Cases.RIGHT;
    assertThat(lookAfter(0)).isInstanceOf(ProbeResult.Good.class);
  }

  @Test
  void aLateAnswerIsNotCountedTwice() throws InterruptedException {
    takes = Duration.ofSeconds(21);
    assertThat(lookAfter(0))
        .isEqualTo(new ProbeResult.Late("TooSlow", "a: took 21000 ms, its budget is 20000 ms"));
    takes = Duration.ofMillis(1);
    assertThat(lookAfter(0)).isInstanceOf(ProbeResult.Good.class);
  }

  @Test
  void whatWasAnsweredBeforeASwitchSaysNothingAfterIt() throws InterruptedException {
    lookAfter(0);
    golden = golden("1 switching");
    lookAfter(0);
    golden = golden("2");
    assertThat(probe.lastAnswers()).isEmpty();
    lookAfter(0);
    assertThat(asked).isEqualTo(6);
    assertThat(probe.lastAnswers()).isPresent();
  }

  @Test
  void noReleaseIsLateAndNoCasesAreGood() throws InterruptedException {
    golden = Optional.empty();
    assertThat(lookAfter(0).reason()).isEqualTo("NothingActive");
    golden = Optional.of(new Golden("1", List.of()));
    assertThat(lookAfter(0))
        .isEqualTo(new ProbeResult.Good("NoCases", "the bundle carries no golden cases"));
    assertThat(asked).isZero();
  }

  @Test
  void theFingerprintIsThatOfTheGoldenAnswersExactlyWhileAllAreRight() throws InterruptedException {
    var wanted = SmokeAnswers.golden(golden.orElseThrow().cases()).fingerprint();
    lookAfter(0);
    assertThat(probe.lastAnswers().orElseThrow().fingerprint()).isEqualTo(wanted);
    answer = Cases.RIGHT.replace("0.973", "0.9");
    lookAfter(20);
    assertThat(probe.lastAnswers().orElseThrow().fingerprint()).isNotEqualTo(wanted);
  }

  @Test
  void aRightAnswerFromTheWrongPlaceIsWrong() throws InterruptedException {
    var fallback = new ProbeResult.Wrong("CpuFallback", "from the CPU");
    assertThat(probe(this::ask, judged(fallback)).look()).isEqualTo(fallback);
  }

  private static GpuProof judged(ProbeResult verdict) {
    return new GpuProof() {
      @Override
      public Trial begin(Burst burst) {
        return (smoked, patience) -> verdict;
      }

      @Override
      public boolean doubts() {
        return true;
      }
    };
  }

  @Test
  void whereTheProofIsInDoubtNothingIsRepeated() throws InterruptedException {
    SmokeProbe doubted = probe(this::ask, judged(new ProbeResult.Good("GoldenAnswers", "right")));
    doubted.look();
    clock.advance(Duration.ofSeconds(1));
    doubted.look();
    assertThat(asked).isEqualTo(4);
  }

  @Test
  void nothingIsRepeatedAfterARunThatWasBrokenOff() throws InterruptedException {
    var hung = new AtomicBoolean();
    SmokeProbe sometimes =
        probe(
            request -> {
              if (hung.get()) {
                throw new InterruptedException();
              }
              return ask(request);
            },
            GpuProof.NOT_ASKED);
    sometimes.look();
    clock.advance(Duration.ofSeconds(10));
    hung.set(true);
    assertThatThrownBy(sometimes::look).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(sometimes::look).isInstanceOf(InterruptedException.class);
    assertThat(sometimes.lastAnswers()).isEmpty();
  }

  @Test
  void twoSmokesNeverRunAtOnce() throws InterruptedException {
    var running = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    SmokeProbe slow =
        probe(
            request -> {
              running.countDown();
              release.await();
              return ask(request);
            },
            GpuProof.NOT_ASKED);
    var first = new AtomicReference<ProbeResult>();
    Thread looker = Thread.ofVirtual().start(() -> first.set(lookQuietly(slow)));
    running.await();
    assertThat(slow.look().reason()).isEqualTo("Busy");
    release.countDown();
    looker.join();
    assertThat(first.get()).isInstanceOf(ProbeResult.Good.class);
  }

  private static ProbeResult lookQuietly(SmokeProbe probe) {
    try {
      return probe.look();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void runsAndRepeatsAreMeasured() throws InterruptedException {
    lookAfter(0);
    lookAfter(1);
    HistogramSnapshot durations = snapshot(HistogramSnapshot.class);
    assertThat(durations.getMetadata().getName()).isEqualTo("mgeo_sync_smoke_duration_seconds");
    assertThat(durations.getDataPoints())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(
                      point.getLabels().equals(Labels.of("bundle", "mgeo-base", "outcome", "good")))
                  .isTrue();
              assertThat(point.getCount()).isEqualTo(1);
              assertThat(point.getSum()).isEqualTo(0.2);
            });
    assertThat(snapshot(CounterSnapshot.class).getDataPoints())
        .singleElement()
        .satisfies(point -> assertThat(point.getValue()).isEqualTo(1));
  }

  private <T extends MetricSnapshot> T snapshot(Class<T> type) {
    return registry.scrape().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }
}
