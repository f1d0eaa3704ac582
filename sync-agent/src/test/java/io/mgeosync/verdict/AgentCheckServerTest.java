package io.mgeosync.verdict;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.base.HostPort;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent check as HAProxy asks it, and as others do. */
@Timeout(60)
final class AgentCheckServerTest {
  private final AtomicReference<Supplier<@Nullable NodeVerdict>> verdict =
      new AtomicReference<>(Verdicts::ready);
  private final AgentCheckServer server =
      AgentCheckServer.start(
          new HostPort("127.0.0.1", 0), () -> Optional.ofNullable(verdict.get().get()));

  @AfterEach
  void close() {
    server.close();
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private String ask() throws IOException {
    return ask("");
  }

  private String ask(String send) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(send.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void eachConnectionGetsTheVerdictOfItsMoment() throws IOException {
    assertThat(ask()).isEqualTo("up ready 100%\n");
    verdict.set(() -> Verdicts.refusing("mgeo-base: Served: no"));
    assertThat(ask()).isEqualTo("down #mgeo-base: Served: no\n");
    verdict.set(
        () -> {
          throw new IllegalStateException("secret detail");
        });
    assertThat(ask()).isEqualTo("down #the agent cannot say how this node is\n");
    verdict.set(() -> null);
    assertThat(ask()).as("it has just started: the last word stands").isEmpty();
    verdict.set(Verdicts::ready);
    assertThat(ask()).isEqualTo("up ready 100%\n");
  }

  @Test
  void whatIsSentDoesNotMatter() throws IOException {
    for (String send : new String[] {"agent-send text\n", "GET / HTTP/1.1\r\n\r\n", "\u0000"}) {
      assertThat(ask(send)).isEqualTo("up ready 100%\n");
    }
  }

  @Test
  void silentClientsDoNotKeepTheOthersWaiting() throws IOException {
    var silent = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 300; i++) {
        silent.add(connect());
      }
      for (int i = 0; i < 20; i++) {
        assertThat(ask()).isEqualTo("up ready 100%\n");
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void aSilentClientIsLeftAlone() throws IOException {
    try (Socket socket = connect()) {
      assertThat(socket.getInputStream().readAllBytes()).hasSize(14);
      // The other side is gone once a write is answered with a reset.
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () -> {
                while (true) {
                  socket.getOutputStream().write(new byte[1024]);
                }
              });
    }
    assertThat(ask()).isEqualTo("up ready 100%\n");
  }

  @Test
  void onceClosedNobodyAnswersAndThePortIsFree() throws IOException {
    int port = server.port();
    server.close();
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void aPortInUseIsNamed() {
    var taken = new HostPort("127.0.0.1", server.port());
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> AgentCheckServer.start(taken, () -> Optional.of(Verdicts.ready())))
        .withMessageContaining(taken.toString())
        .withMessageContaining("failover.agent-check");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(
            () ->
                AgentCheckServer.start(
                    new HostPort("no.such.invalid", 0), () -> Optional.of(Verdicts.ready())))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.CONFIGURATION))
        .withMessageStartingWith("cannot listen on no.such.invalid:0: ");
  }
}
