package io.mgeosync.probe.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.service.Testimony.Confirms;
import io.mgeosync.probe.service.Testimony.Contradicts;
import io.mgeosync.probe.service.Testimony.Silent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ServedProbeTest {
  private static final Testimony REPORT = new Confirms("DigestMatches", "the service reports v2");
  private static final Testimony FILES = new Confirms("FilesMatch", "process 7 holds v2");
  private static final Testimony OLD = new Contradicts("WrongFiles", "process 7 holds v1; reload");
  private static final Testimony AWAY = new Silent("Refused", "nothing listens");
  private static final Testimony CLOSED = new Silent("NoOpenFiles", "holds no file");

  private static ProbeResult judge(Testimony... testimonies) {
    return ServedProbe.judge(List.of(testimonies));
  }

  @Test
  void aContradictionRefusesWhateverTheServiceReportsAndBothAreNamed() {
    assertThat(judge(REPORT, OLD))
        .isEqualTo(
            new ProbeResult.Wrong(
                "WrongFiles", "process 7 holds v1; reload (though the service reports v2)"));
    assertThat(judge(OLD, REPORT, CLOSED)).isInstanceOf(ProbeResult.Wrong.class);
    assertThat(judge(AWAY, OLD)).isInstanceOf(ProbeResult.Wrong.class);
  }

  @Test
  void oneConfirmationIsProofWhileTheOthersSayNothing() {
    assertThat(judge(REPORT, CLOSED))
        .isEqualTo(new ProbeResult.Good("DigestMatches", "the service reports v2"));
    assertThat(judge(AWAY, FILES))
        .isEqualTo(new ProbeResult.Good("FilesMatch", "process 7 holds v2"));
    assertThat(judge(REPORT, FILES).reason()).isEqualTo("DigestMatches");
  }

  @Test
  void silenceIsLateAndNeverProof() {
    assertThat(judge(AWAY, CLOSED)).isEqualTo(new ProbeResult.Late("Refused", "nothing listens"));
    assertThat(judge()).isInstanceOf(ProbeResult.Late.class);
  }

  @Test
  void nothingActiveAsksNobody() throws InterruptedException {
    Witness never =
        active -> {
          throw new AssertionError("nobody has something to say of nothing");
        };
    assertThat(
            new ServedProbe(List.of(never), Optional::empty, Duration.ofSeconds(9)).look().reason())
        .isEqualTo("NothingActive");
  }

  /** A report whose body never ends once kept the kernel's word from being heard. */
  @Test
  void aWitnessThatHangsSilencesNoOther() throws InterruptedException {
    var end = new CountDownLatch(1);
    Callable<Testimony> hangs =
        () -> {
          awaitUninterruptibly(end);
          return REPORT;
        };
    Callable<Testimony> fails =
        () -> {
          throw new IOException("no /proc");
        };
    Witness unused = active -> CLOSED;
    var probe =
        new ServedProbe(List.of(unused, unused, unused), Optional::empty, Duration.ofMillis(500));

    List<Testimony> first = probe.hear(List.of(hangs, () -> FILES, fails));
    assertThat(first.get(0)).isInstanceOf(Silent.class);
    assertThat(first.get(2)).isEqualTo(new Silent("ProbeFailed", "IOException: no /proc"));
    assertThat(ServedProbe.judge(first).reason()).isEqualTo("FilesMatch");

    List<Testimony> second = probe.hear(List.of(hangs, () -> OLD, () -> CLOSED));
    assertThat(second.get(0)).isEqualTo(new Silent("Hung", "the last look has not come back yet"));
    assertThat(ServedProbe.judge(second)).isInstanceOf(ProbeResult.Wrong.class);
    end.countDown();
  }

  /** As a call into the kernel does. */
  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean over = false;
    while (!over) {
      try {
        latch.await();
        over = true;
      } catch (InterruptedException e) {
        over = latch.getCount() == 0;
      }
    }
  }
}
