package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.config.ConfigLoader;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.BundleState;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long the health probe took is told whatever came of it. */
final class ServiceLatencyTest {
  private final BlockingQueue<Duration> told = new LinkedBlockingQueue<>();

  private static BundleState notAsked() {
    throw new IllegalStateException("the health probe asks for no state");
  }

  private void tell(String service, Duration after) {
    assertThat(service).isEqualTo("mgeo-base");
    told.add(after);
  }

  private ProbeResult look(int port) {
    String config =
        """
        store: {url: "file:///mnt/models"}
        bundles: [{name: mgeo-base, service: {url: "http://127.0.0.1:%d/", deadline: 300ms}}]
        """
            .formatted(port);
    BundleSettings bundle = ConfigLoader.parse("a.yaml", config).bundles().getFirst();
    AgentTools tools = Tools.with();
    var smokes = new SmokeProbes(tools, new NoGpus());
    var probes = new ServiceProbes(bundle, tools, smokes, ServiceLatencyTest::notAsked, this::tell);
    return Objects.requireNonNull(probes.watched().get(ConditionType.SERVICE_HEALTHY))
        .probe()
        .look();
  }

  @Test
  void aServiceThatNeverAnswersIsAsSlowAsItsDeadline() throws Exception {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      assertThat(look(silent.getLocalPort())).isInstanceOf(ProbeResult.Late.class);
    }
    assertThat(told.poll(30, TimeUnit.SECONDS)).isGreaterThan(Duration.ofMillis(200));
  }

  @Test
  void aServiceThatIsDownIsToldToo() throws Exception {
    int port;
    try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    assertThat(look(port)).isInstanceOf(ProbeResult.Late.class);
    assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
  }
}
