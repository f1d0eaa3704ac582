package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.DirectorySite;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Standard error is a pipe that is full, and whoever should read it does not. */
class StalledLogIT {
  private static final Duration ORDERLY = Duration.ofSeconds(10);
  private static final int TERMINATED = 143;

  @Test
  void anAgentStartsServesAndEndsThoughItsLogIsNotRead() throws IOException, InterruptedException {
    try (var site = new DirectorySite()) {
      Process agent = startWithFullPipe(site);
      try {
        site.awaitReady();
        assertThat(site.get("livez").status()).isEqualTo(200);
        site.release("v2");
        site.post("sync");
        Await.until(
            "v2 is active",
            Duration.ofSeconds(60),
            () -> site.get("ready?version=v2").status() == 200);

        long begun = System.nanoTime();
        agent.destroy();
        assertThat(agent.waitFor(ORDERLY.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isEqualTo(TERMINATED);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ORDERLY);
      } finally {
        agent.destroyForcibly().waitFor();
      }
    }
  }

  /** More than any pipe holds; timeout(1) ends the writer once it is stuck. */
  private static Process startWithFullPipe(DirectorySite site) throws IOException {
    String fill = "timeout 2 head -c 4000000 /dev/zero >&2; exec \"$@\"";
    return new ProcessBuilder(
            "sh",
            "-c",
            fill,
            "sh",
            Cli.program().toString(),
            "agent",
            "--config",
            site.config().toString())
        .redirectInput(new File("/dev/null"))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
