package io.mgeosync.probe.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.process.FakeProc;
import io.mgeosync.probe.process.ServiceProcess;
import io.mgeosync.probe.smoke.GpuWork.ComputeProcess;
import io.mgeosync.probe.smoke.GpuWork.Look;
import io.mgeosync.probe.smoke.GpuWork.Seen;
import io.mgeosync.probe.smoke.GpuWork.Unseen;
import java.io.IOException;
import java.net.URI;
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
    fake = new FakeProc(folder);
    fake.namespace("pid:[4026531836]");
    fake.socket("0100007F", 5000, "0A", 77);
    fake.start(40, 1, "python", 100);
    fake.open(40, 3, "socket:[77]");
    fake.start(41, 40, "worker", 200);
    fake.start(90, 1, "other", 300);
  }

  private ProbeResult judge(Look look) {
    return judge(look, 5000);
  }

  private ProbeResult judge(Look look, int port) {
    var mark = new ServiceProcess.Mark(URI.create("http://127.0.0.1:" + port), null, null);
    var service = ServiceProcess.of(mark, fake.tree(), new SettableClock());
    return new GpuWitness(since -> look, service, fake.tree()).judge(SMOKED, Instant.EPOCH);
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
                  .startsWith("the owner of port 5000 (process 40) has no work on any GPU");
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
  void aPortThatNobodyHereListensOnIsUnprovenNotAFallback() {
    assertUnproven(judge(seen(BUSY), 6000), "nothing listens at port 6000");
  }

  private void assertUnproven(Look look, String why) {
    assertUnproven(judge(look), why);
  }

  private static void assertUnproven(ProbeResult result, String why) {
    assertThat(result).isInstanceOf(ProbeResult.Late.class);
    assertThat(result.reason()).isEqualTo("GpuUnproven");
    assertThat(result.message()).startsWith("not proven to run on the GPU: ").contains(why);
  }
}
