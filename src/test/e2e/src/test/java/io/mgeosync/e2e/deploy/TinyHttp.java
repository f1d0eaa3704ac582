package io.mgeosync.e2e.deploy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Just enough of an HTTP/1.1 server, on a port or on a Unix socket, that keeps connections, adds no
 * delay of its own, and is gone at once when it is closed, its connections with it.
 */
final class TinyHttp implements AutoCloseable {
  private final ServerSocketChannel server;
  private final Answer answer;
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

  /** What is asked: method and path, and the body. */
  record Request(String line, String body) {}

  record Reply(int status, Map<String, String> headers, String body) {
    private byte[] bytes() {
      String fields =
          headers.entrySet().stream()
              .map(field -> field.getKey() + ": " + field.getValue() + "\r\n")
              .collect(Collectors.joining());
      return "HTTP/1.1 %d x\r\nContent-Length: %d\r\n%s\r\n%s"
          .formatted(status, body.length(), fields, body)
          .getBytes(ISO_8859_1);
    }
  }

  interface Answer {
    Reply to(Request request) throws InterruptedException;
  }

  private TinyHttp(ServerSocketChannel server, Answer answer) {
    this.server = server;
    this.answer = answer;
  }

  static TinyHttp onPort(int port, Answer answer) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return start(ServerSocketChannel.open(), address, answer);
  }

  static TinyHttp onSocket(Path socket, Answer answer) throws IOException {
    Files.deleteIfExists(socket);
    return start(
        ServerSocketChannel.open(StandardProtocolFamily.UNIX),
        UnixDomainSocketAddress.of(socket),
        answer);
  }

  private static TinyHttp start(ServerSocketChannel channel, SocketAddress address, Answer answer)
      throws IOException {
    channel.bind(address, 1000);
    var server = new TinyHttp(channel, answer);
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel connection = server.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException closed) {
      // Nobody comes any more.
    }
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(Channels.newInputStream(connection));
      OutputStream out = Channels.newOutputStream(connection);
      while (true) {
        out.write(answer.to(read(in)).bytes());
      }
    } catch (IOException gone) {
      // The client has closed it, or we have.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  private static Request read(InputStream in) throws IOException {
    String first = line(in);
    int length = 0;
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(field.substring(field.indexOf(':') + 1).strip());
      }
    }
    return new Request(first, new String(in.readNBytes(length), ISO_8859_1));
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (SocketChannel connection : connections) {
      connection.close();
    }
  }
}
