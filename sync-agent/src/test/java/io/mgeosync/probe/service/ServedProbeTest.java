package io.mgeosync.probe.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.service.Testimony.Confirms;
import io.mgeosync.probe.service.Testimony.Contradicts;
import io.mgeosync.probe.service.Testimony.Silent;
import java.util.List;
import java.util.Optional;
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
    assertThat(new ServedProbe(List.of(never), Optional::empty).look().reason())
        .isEqualTo("NothingActive");
  }
}
