package io.mgeosync.director.route;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.base.NodeName;
import io.mgeosync.base.NodeRole;
import io.mgeosync.config.PollSettings;
import io.mgeosync.config.RequireSettings;
import io.mgeosync.config.RoutedNode;
import io.mgeosync.net.Connections;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node may answer anything: the poll ends by its deadline and only believes a verdict. */
@Timeout(60)
final class NodePollTest {
  private static final String GOOD =
      "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"ready\":true}";

  private final Connections connections = Connections.kept();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private ServerSocket server;

  /** What the node does with one connection. */
  private interface Node {
    void serve(Socket socket) throws IOException, InterruptedException;
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void end() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    connections.close();
  }

  private void start(Node node) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket socket = server.accept();
                  open.add(socket);
                  Thread.ofVirtual().start(() -> serve(node, socket));
                } catch (IOException e) {
                  return;
                }
              }
            });
  }

  private static void serve(Node node, Socket socket) {
    try {
      node.serve(socket);
    } catch (IOException e) {
      assertThat(socket.isClosed() || e.getMessage() != null).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }

  /** The deadline is long, so that only what hangs for ever meets it on a busy machine. */
  private PollResult look() throws InterruptedException {
    var settings = new PollSettings(Duration.ofSeconds(2), Duration.ofSeconds(1), 2, 3);
    URI agent = URI.create("http://127.0.0.1:" + server.getLocalPort());
    var node = new RoutedNode(new NodeName("a"), agent, null, NodeRole.PRIMARY, 1);
    return new NodePoll(connections, node, settings, new RequireSettings(null, false)).pollNode();
  }

  @Test
  void aVerdictIsAVerdict() throws Exception {
    start(socket -> write(socket, GOOD));
    assertThat(look()).isInstanceOf(PollResult.Ready.class);
  }

  @Test
  void aNodeThatAcceptsAndSaysNothingIsUnknown() throws Exception {
    start(socket -> {});
    assertThat(look().why()).isEqualTo("no answer within 1000 ms");
  }

  @Test
  void anAnswerThatDripsIsUnknown() throws Exception {
    start(
        socket -> {
          write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
          while (!socket.isClosed()) {
            write(socket, " ");
            Thread.sleep(20);
          }
        });
    assertThat(look().why()).isEqualTo("no answer within 1000 ms");
  }

  @Test
  void anEndlessAnswerIsCutOff() throws Exception {
    start(
        socket -> {
          write(socket, "HTTP/1.1 200 OK\r\n\r\n");
          while (!socket.isClosed()) {
            write(socket, " ".repeat(8192));
          }
        });
    assertThat(look()).isInstanceOf(PollResult.Unknown.class);
  }

  @Test
  void anEndlessHeaderIsCutOff() throws Exception {
    start(
        socket -> {
          write(socket, "HTTP/1.1 200 OK\r\n");
          while (!socket.isClosed()) {
            write(socket, "X-A: " + "b".repeat(8192) + "\r\n");
          }
        });
    assertThat(look()).isInstanceOf(PollResult.Unknown.class);
  }

  @Test
  void aWelcomeOfAnotherProtocolIsUnknown() throws Exception {
    start(socket -> write(socket, "SSH-2.0-OpenSSH_9.2\r\n"));
    assertThat(look()).isInstanceOf(PollResult.Unknown.class);
  }

  @Test
  void aConnectionThatIsClosedAtOnceIsUnknown() throws Exception {
    start(Socket::close);
    assertThat(look()).isInstanceOf(PollResult.Unknown.class);
  }

  @Test
  void aNodeThatDoesNotListenIsUnknown() throws Exception {
    server.close();
    assertThat(look().why()).isEqualTo("its agent cannot be reached");
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    String elsewhere = "http://127.0.0.1:" + server.getLocalPort() + "/";
    start(
        socket ->
            write(
                socket,
                "HTTP/1.1 302 Found\r\nLocation: " + elsewhere + "\r\nContent-Length: 0\r\n\r\n"));
    assertThat(look().why()).isEqualTo("answers 302");
  }
}
