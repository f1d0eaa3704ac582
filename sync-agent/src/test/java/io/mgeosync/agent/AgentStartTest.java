package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DirectoryBusyException;
import io.mgeosync.http.HttpListenException;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an agent that has just started says, and what keeps one from starting. */
@Timeout(120)
final class AgentStartTest extends AgentSite {
  @Test
  void anEmptyStoreIsNotReadyAndSaysWhatToMend() throws Exception {
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      HttpResponse<String> answer = get(agent, "/readyz");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("mgeo-base: DesiredKnown: ");
      assertThat(get(agent, "/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSecondAgentIsRefusedAndDisturbsNothing() throws Exception {
    Pin v1 = promote("v1", 1);
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      assertThatExceptionOfType(DirectoryBusyException.class)
          .isThrownBy(() -> Agent.start(config("127.0.0.1:0"), CLOCK));
      awaitStatus(agent, v1);
    }
  }

  @Test
  void aPortInUseRefusesTheStartAndReleasesTheLock() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listen = "127.0.0.1:" + taken.getLocalPort();
      assertThatExceptionOfType(HttpListenException.class)
          .isThrownBy(() -> Agent.start(config(listen), CLOCK));
      assertEverythingClosed();
    }
  }

  @Test
  void aCronLineThatIsNoneIsRefusedByTheConfiguration() {
    assertThatThrownBy(() -> config("production", "127.0.0.1:0", "0 99 * * *"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("bundles[0].schedule.cron");
  }

  @Test
  void aChannelThatCannotHaveThisNameIsRefusedByTheConfiguration() {
    assertThatThrownBy(() -> config("pro.duction", "127.0.0.1:0", "0 3 * * *"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("channel.name");
  }
}
