package io.mgeosync.probe.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.probe.ProbeJudge;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.process.FakeProc;
import io.mgeosync.probe.process.ServiceFinder;
import io.mgeosync.probe.process.ServiceProcess;
import io.mgeosync.probe.smoke.SimulatedGpu.Generation;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole proof, from the smoke to its verdict, by a clock that a test moves. */
@Timeout(60)
final class GpuProofTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Too short for a look to wait for any measurement. */
  private static final Duration DEADLINE = Duration.ofMillis(100);

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private final FakeAside aside = new FakeAside(clock);
  private Duration takes = Duration.ofMillis(4);
  private SimulatedGpu gpu = new SimulatedGpu(Generation.COUNTERS);
  private FakeProc proc;
  private SmokeProbe probe;
  private ProbeJudge judge = new ProbeJudge(3, 1);
  private Duration asked = Duration.ZERO;

  @BeforeEach
  void serveOnPort5000() throws IOException {
    proc = new FakeProc(folder);
    proc.namespace("pid:[4026531836]");
    proc.socket("0100007F", 5000, "0A", 77);
    proc.start(40, 1, "python", 100);
    proc.open(40, 3, "socket:[77]");
    proc.start(90, 1, "batch", 300);
    probe = probe(aside, DEADLINE, clock);
  }

  private void with(Generation generation) {
    gpu = new SimulatedGpu(generation);
    restartAgent();
  }

  private void restartAgent() {
    probe = probe(aside, DEADLINE, clock);
    judge = new ProbeJudge(3, 1);
  }

  private SmokeProbe probe(Aside besides, Duration deadline, Clock time) {
    var mark = new ServiceProcess.Mark(URI.create("http://127.0.0.1:5000"), null, null);
    return new SmokeProbe(
        () -> Optional.of(new Golden("1", List.of(Cases.similarity("a")))),
        new SmokeRunner(this::ask, time),
        new SmokePace(SECOND, 5),
        new GpuWitness(gpu, ServiceFinder.by(mark, proc.tree(), time), proc.tree(), besides, time),
        new SmokeMetrics(new PrometheusRegistry()).forBundle("mgeo-base"),
        deadline,
        time);
  }

  private SmokeReply ask(SmokeRequest request) {
    clock.advance(takes);
    asked = asked.plus(takes);
    gpu.answered();
    try {
      return new SmokeReply.Answered(new ObjectMapper().readTree(Cases.RIGHT));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private ProbeResult look() throws InterruptedException {
    aside.pass(SECOND);
    ProbeResult result = probe.look();
    judge.judge(result);
    return result;
  }

  /** Looks until it says so; how long that took. */
  private Duration until(String reason) throws InterruptedException {
    Instant begun = clock.instant();
    while (!look().reason().equals(reason)) {
      assertThat(Duration.between(begun, clock.instant())).isLessThan(Duration.ofMinutes(11));
    }
    return Duration.between(begun, clock.instant());
  }

  /** Ten minutes without any client, after the first proof. */
  @ParameterizedTest
  @EnumSource(Generation.class)
  void anIdleHealthyNodeIsNeverRefused(Generation generation) throws InterruptedException {
    with(generation);
    assertThat(until("GoldenAnswers")).isLessThan(Duration.ofSeconds(4));
    for (int second = 0; second < 600; second++) {
      assertThat(look()).isInstanceOf(ProbeResult.Good.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Generation.class)
  void norIsOneWithANeighbourOnItsGpuThatComputesAllTheTime(Generation generation)
      throws InterruptedException {
    with(generation);
    gpu.alsoHas(90, true);
    until("GoldenAnswers");
    for (int second = 0; second < 600; second++) {
      assertThat(look()).isInstanceOf(ProbeResult.Good.class);
    }
  }

  /** A slow service answers too seldom for the driver's samples to see it. */
  @ParameterizedTest
  @EnumSource(Generation.class)
  void norIsASlowOne(Generation generation) throws InterruptedException {
    with(generation);
    takes = Duration.ofMillis(700);
    until("GoldenAnswers");
    for (int second = 0; second < 600; second++) {
      assertThat(look()).isInstanceOf(ProbeResult.Good.class);
    }
  }

  /** With threads and a clock that are real. */
  @Test
  void theFirstProofIsWaitedForWhereTheDeadlineAllows() throws InterruptedException {
    assertThat(probe(Aside.threads(), Duration.ofSeconds(50), Clock.systemUTC()).look())
        .isInstanceOf(ProbeResult.Good.class);
  }

  @Test
  void burstsAreRareAndSmokesStayWithinTheirShare() throws InterruptedException {
    with(Generation.SAMPLES);
    until("GoldenAnswers");
    asked = Duration.ZERO;
    for (int second = 0; second < 600; second++) {
      look();
    }
    // 4 ms a second for the smokes, and 0.3 s for each of one to three bursts.
    assertThat(asked).isBetween(Duration.ofMillis(2600), Duration.ofMillis(3600));
  }

  @ParameterizedTest
  @EnumSource(names = {"COUNTERS", "COUNTERS_OF_AN_INSTANCE"})
  void aServiceThatKeepsItsMemoryAndComputesOnTheCpuIsFoundSoonByCounters(Generation generation)
      throws InterruptedException {
    with(generation);
    until("GoldenAnswers");
    gpu.computes = false;
    assertThat(until("CpuFallback")).isLessThan(Duration.ofSeconds(20));
    assertThat(look()).isInstanceOf(ProbeResult.Wrong.class);
    gpu.computes = true;
    assertThat(until("GoldenAnswers")).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void andWithinMinutesBySamples() throws InterruptedException {
    with(Generation.SAMPLES);
    until("GoldenAnswers");
    gpu.computes = false;
    assertThat(until("CpuFallback")).isLessThan(Duration.ofSeconds(320));
    for (int second = 0; second < 60; second++) {
      assertThat(look().reason()).isEqualTo("CpuFallback");
    }
    gpu.computes = true;
    assertThat(until("GoldenAnswers")).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void oneThatNeverComputedThereIsWrongAndNotOnlyUnproven() throws InterruptedException {
    with(Generation.SAMPLES);
    gpu.computes = false;
    assertThat(until("CpuFallback")).isLessThan(Duration.ofSeconds(10));
  }

  /** A burst that shows nothing once may be chance. */
  @Test
  void onlyASecondEmptyBurstIsProof() throws InterruptedException {
    until("GoldenAnswers");
    gpu.computes = false;
    Duration fell = until("CpuFallback");
    restartAgent();
    gpu.computes = true;
    until("GoldenAnswers");
    gpu.computes = false;
    aside.pass(fell.minus(Duration.ofSeconds(4)));
    gpu.computes = true;
    for (int second = 0; second < 60; second++) {
      assertThat(look()).isInstanceOf(ProbeResult.Good.class);
    }
  }

  /** What was proven of a process is not true of the next one with its number. */
  @Test
  void aProofIsOfOneProcess() throws InterruptedException, IOException {
    until("GoldenAnswers");
    proc.end(40);
    proc.start(40, 1, "python", 500);
    assertThat(look().reason()).isEqualTo("GpuUnproven");
    assertThat(until("GoldenAnswers")).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aServiceThatTheDriverDoesNotListAnswersFromTheCpu() throws InterruptedException {
    until("GoldenAnswers");
    gpu.listed = Set.of();
    ProbeResult result = look();
    assertThat(result.reason()).isEqualTo("CpuFallback");
    assertThat(result.message()).startsWith("the owner of port 5000 (process 40) has no work");
  }

  @Test
  void aWorkerThatWasStartedSinceIsTheServiceToo() throws InterruptedException, IOException {
    until("GoldenAnswers");
    proc.start(41, 40, "worker", 600);
    gpu.listed = Set.of(41L);
    until("GoldenAnswers");
  }

  @Test
  void aDriverThatIsAwayTakesNothingFromWhatWasProvenForAWhile() throws InterruptedException {
    until("GoldenAnswers");
    gpu.away = true;
    for (int second = 0; second < 580; second++) {
      assertThat(look()).isInstanceOf(ProbeResult.Good.class);
    }
    aside.pass(Duration.ofSeconds(20));
    assertThat(look())
        .isEqualTo(
            new ProbeResult.Late(
                "GpuUnproven", "not proven to run on the GPU: the driver is away"));
  }

  @Test
  void anAgentThatSeesOtherNumbersThanTheDriverProvesNothing()
      throws InterruptedException, IOException {
    proc.namespace("pid:[4026532000]");
    assertThat(look().message()).contains("PID namespace of its own");
  }

  @Test
  void aProofByMemoryAloneSaysSo() throws InterruptedException {
    with(Generation.NOTHING);
    until("GoldenAnswers");
    assertThat(look().message()).contains("on the GPU by its memory there");
  }

  @Test
  void whatEachKindOfGpuTellsIsEvidenceOfNoMore() {
    var alone = Set.of(40L);
    var both = Set.of(40L, 90L);
    assertThat(of(unit(alone, 0.17, null), 1)).isEqualTo(GpuEvidence.AT_WORK);
    assertThat(of(unit(alone, 0.0, null), 1)).isEqualTo(GpuEvidence.IDLE);
    assertThat(of(unit(both, 0.0, null), 1)).isEqualTo(GpuEvidence.IDLE);
    assertThat(of(unit(both, 40.0, null), 1)).isEqualTo(GpuEvidence.UNTOLD);
    assertThat(of(unit(alone, null, null), 50)).isEqualTo(GpuEvidence.UNTOLD);
    assertThat(of(unit(Set.of(90L), 0.0, null), 50)).isEqualTo(GpuEvidence.UNDECIDED);
    assertThat(of(unit(alone, null, Map.of()), 1)).isEqualTo(GpuEvidence.UNDECIDED);
    assertThat(of(unit(alone, null, Map.of()), 7)).isEqualTo(GpuEvidence.UNTOLD);
    assertThat(of(unit(alone, null, Map.of()), 8)).isEqualTo(GpuEvidence.IDLE);
    assertThat(of(unit(both, null, Map.of(90L, 50)), 50)).isEqualTo(GpuEvidence.UNTOLD);
    assertThat(of(unit(both, null, Map.of(90L, 50, 40L, 1)), 1)).isEqualTo(GpuEvidence.AT_WORK);
  }

  private static GpuEvidence of(GpuWork.Unit unit, int answers) {
    return GpuEvidence.of(Set.of(40L), new GpuWork.Activity(List.of(unit)), answers);
  }

  private static GpuWork.Unit unit(
      Set<Long> pids, @Nullable Double share, @Nullable Map<Long, Integer> byProcess) {
    return new GpuWork.Unit(
        pids,
        false,
        share == null ? OptionalDouble.empty() : OptionalDouble.of(share),
        Optional.ofNullable(byProcess),
        false);
  }
}
