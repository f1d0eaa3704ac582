package io.mgeosync.probe.gpu.nvidia;

import static io.mgeosync.probe.gpu.Gpus.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.probe.BoundedProbe;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeResult.Good;
import io.mgeosync.probe.ProbeResult.Late;
import io.mgeosync.probe.gpu.GpuProbe;
import io.mgeosync.probe.gpu.GpuSettings;
import io.mgeosync.probe.gpu.OurGpus;
import io.mgeosync.probe.gpu.XidListener;
import io.mgeosync.probe.gpu.XidMemory;
import io.mgeosync.probe.gpu.XidVictims;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A driver that never returns, called as the agent calls it. */
@Timeout(30)
final class HungDriverTest {
  @Test
  void aDriverCallThatNeverReturnsIsReportedAsHungAndNotCalledAgain() {
    var release = new CountDownLatch(1);
    var fake = new FakeNvml(1);
    fake.functions.on(
        "nvmlDeviceGetCount_v2",
        "p",
        a -> {
          awaitLikeC(release);
          return FakeLibrary.writeInt(a[0], 1);
        });
    GpuSettings settings = settings("compute-check: false");
    var probe =
        new GpuProbe(
            settings,
            new OurGpus(true, List.of()),
            new Nvml(fake.functions::library),
            List::of,
            new XidMemory(settings.xid(), XidVictims.NOT_OURS, XidListener.NONE),
            null);
    var bounded = new BoundedProbe("gpu", probe, Duration.ofMillis(200));
    assertThat(bounded.look()).isInstanceOf(Late.class);
    for (int i = 0; i < 20; i++) {
      assertThat(bounded.look().reason()).isEqualTo("Hung");
    }
    assertThat(fake.functions.called).containsOnlyOnce("nvmlDeviceGetCount_v2");
    release.countDown();
    ProbeResult result = bounded.look();
    while (result.reason().equals("Hung")) {
      Thread.onSpinWait();
      result = bounded.look();
    }
    assertThat(result).isInstanceOf(Good.class);
  }

  /** Native code knows nothing of Java's interrupts. */
  private static void awaitLikeC(CountDownLatch release) {
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        // Goes on waiting.
      }
    }
  }
}
