package io.mgeosync.director.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mgeosync.base.Deadline;
import io.mgeosync.manifest.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * HAProxy's runtime socket. Each exchange has its own connection: HAProxy ends it after the answer,
 * and a restarted one is found without ado.
 */
final class RuntimeSocket {
  private static final Duration DEADLINE = Duration.ofMillis(500);

  private final Path path;

  RuntimeSocket(Path path) {
    this.path = path;
  }

  /**
   * What HAProxy answers.
   *
   * @param command without its line feed; one with a payload ends with the payload's last line
   * @throws Refusal when the answer is not whole within 500 ms
   */
  String sendCommand(String command) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      channel.connect(UnixDomainSocketAddress.of(path));
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      return exchange(channel, new Waiting(key), command);
    } catch (IOException e) {
      throw HaproxyRefusals.away(path, e);
    }
  }

  /**
   * Has HAProxy do something to which it answers nothing.
   *
   * @throws Refusal with its answer otherwise
   */
  void sendOrder(String command) {
    String answer = sendCommand(command);
    if (!answer.isBlank()) {
      throw HaproxyRefusals.refused(command, answer);
    }
  }

  private static String exchange(SocketChannel channel, Waiting waiting, String command)
      throws IOException {
    while (!channel.finishConnect()) {
      waiting.until(SelectionKey.OP_CONNECT);
    }
    ByteBuffer out = ByteBuffer.wrap((command + "\n").getBytes(UTF_8));
    while (out.hasRemaining()) {
      if (channel.write(out) == 0) {
        waiting.until(SelectionKey.OP_WRITE);
      }
    }
    return readToEnd(channel, waiting);
  }

  private static String readToEnd(SocketChannel channel, Waiting waiting) throws IOException {
    var answer = new ByteArrayOutputStream();
    ByteBuffer part = ByteBuffer.allocate(1 << 14);
    for (int read = channel.read(part); read >= 0; read = channel.read(part)) {
      answer.write(part.array(), 0, read);
      part.clear();
      if (read == 0) {
        waiting.until(SelectionKey.OP_READ);
      }
    }
    return answer.toString(UTF_8);
  }

  /** One deadline for the whole exchange. */
  private record Waiting(SelectionKey key, Deadline end) {
    Waiting(SelectionKey key) {
      this(key, Deadline.after(DEADLINE));
    }

    void until(int operation) throws IOException {
      long left = end.left().toMillis();
      if (left <= 0) {
        throw new SocketTimeoutException("no whole answer in " + DEADLINE.toMillis() + " ms");
      }
      key.interestOps(operation);
      key.selector().select(left);
      key.selector().selectedKeys().clear();
    }
  }
}
