package io.mgeosync.probe.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.process.FakeProc;
import io.mgeosync.probe.process.PortOwner;
import io.mgeosync.probe.smoke.GpuWork.ComputeProcess;
import io.mgeosync.probe.smoke.GpuWork.Look;
import io.mgeosync.probe.smoke.GpuWork.Seen;
import io.mgeosync.probe.smoke.GpuWork.Unseen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuWitnessTest {
  private static final ProbeResult.Good SMOKED = new ProbeResult.Good("GoldenAnswers", "right");
  private static final OptionalInt BUSY = OptionalInt.of(37);
  private static final OptionalLong MEMORY = OptionalLong.of(1 << 30);

  @TempDir Path folder;
  private FakeProc fake;

  @BeforeEach
  void serveOnPort5000() throws IOException {
    fake = new FakeProc(folder).initialNamespace().listening(5000, 77);
    fake.process(40, 1, "python").holds(40, "socket:[77]");
    fake.process(41, 40, "worker");
    fake.process(90, 1, "other");
  }

  private ProbeResult judge(Look look) {
    return new GpuWitness(since -> look, new PortOwner(fake.proc(), 5000), fake.proc())
        .judge(SMOKED, Instant.EPOCH);
  }

  private static Seen seen(OptionalInt busiest, ComputeProcess... processes) {
    return new Seen(List.of(processes), busiest);
  }

  @Test
  void theServiceOrItsWorkerWithMemoryOnABusyGpuIsProof() {
    for (long pid : List.of(40L, 41L)) {
      assertThat(judge(seen(BUSY, new ComputeProcess(pid, MEMORY))))
          .isEqualTo(new ProbeResult.Good("GoldenAnswers", "right, on the GPU"));
    }
  }

  @Test
  void aServiceThatTheDriverDoesNotKnowAnswersFromTheCpu() {
    assertThat(judge(seen(BUSY, new ComputeProcess(90, MEMORY))))
        .isInstanceOfSatisfying(
            ProbeResult.Wrong.class,
            wrong -> {
              assertThat(wrong.reason()).isEqualTo("CpuFallback");
              assertThat(wrong.message())
                  .startsWith("the owner of port 5000 (pid 40) has no work on any GPU");
            });
    assertThat(judge(seen(BUSY, new ComputeProcess(40, OptionalLong.of(0)))).reason())
        .isEqualTo("CpuFallback");
  }

  @Test
  void whateverCannotBeDecidedIsUnprovenByName() throws IOException {
    assertUnproven(new Unseen("no driver"), "no driver");
    assertUnproven(seen(OptionalInt.of(0), new ComputeProcess(40, MEMORY)), "no GPU was busy");
    assertUnproven(
        seen(OptionalInt.empty(), new ComputeProcess(40, MEMORY)), "does not say how busy");
    assertUnproven(seen(BUSY, new ComputeProcess(40, OptionalLong.empty())), "how much GPU memory");
    fake.namespace("pid:[4026532000]");
    assertUnproven(seen(BUSY), "PID namespace of its own");
  }

  @Test
  void aPortThatNobodyHereListensOnIsUnprovenNotAFallback() throws IOException {
    fake.listening(6000, 78);
    assertUnproven(seen(BUSY), "listens on port 5000");
  }

  private void assertUnproven(Look look, String why) {
    ProbeResult result = judge(look);
    assertThat(result).isInstanceOf(ProbeResult.Late.class);
    assertThat(result.reason()).isEqualTo("GpuUnproven");
    assertThat(result.message()).startsWith("not proven to run on the GPU: ").contains(why);
  }
}
