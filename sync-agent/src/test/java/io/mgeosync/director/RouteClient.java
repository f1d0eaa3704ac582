package io.mgeosync.director;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Asks as nginx does: one connection on the Unix socket that stays open. */
final class RouteClient implements AutoCloseable {
  private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
  private final ByteBuffer buffer = ByteBuffer.allocate(4096);

  RouteClient(Path socket) throws IOException {
    channel.connect(UnixDomainSocketAddress.of(socket));
  }

  /** The whole answer; it has no body. */
  String ask() throws IOException {
    channel.write(ByteBuffer.wrap("GET /route HTTP/1.1\r\nHost: mgeo\r\n\r\n".getBytes(US_ASCII)));
    buffer.clear();
    while (!text().endsWith("\r\n\r\n")) {
      if (channel.read(buffer) < 0) {
        throw new IOException("closed after: " + text());
      }
    }
    return text();
  }

  /** As {@code gpu-a>gpu-b}, or the status line when no node is named. */
  String route() throws IOException {
    String answer = ask();
    return answer.contains("X-Mgeo-First: ")
        ? field(answer, "X-Mgeo-First") + ">" + field(answer, "X-Mgeo-Second")
        : answer.lines().findFirst().orElse("");
  }

  private static String field(String answer, String name) {
    return answer
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow();
  }

  private String text() {
    return new String(buffer.array(), 0, buffer.position(), US_ASCII);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
