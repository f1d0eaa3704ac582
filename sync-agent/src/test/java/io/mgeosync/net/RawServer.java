package io.mgeosync.net;

import io.mgeosync.base.UnixUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A server that answers each request with the very bytes that a test says. */
final class RawServer implements AutoCloseable {
  private final ServerSocketChannel listener;
  private final String base;
  private final Answer answer;
  private final List<SocketChannel> connections = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> left = new LinkedBlockingQueue<>();

  /** Writes an answer; when it returns false the connection is closed. */
  @FunctionalInterface
  interface Answer {
    boolean write(OutputStream out) throws IOException, InterruptedException;
  }

  private RawServer(ServerSocketChannel listener, String base, Answer answer) {
    this.listener = listener;
    this.base = base;
    this.answer = answer;
    Thread.ofVirtual().start(this::accept);
  }

  static RawServer tcp(Answer answer) throws IOException {
    var listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    return new RawServer(listener, "http://127.0.0.1:" + port, answer);
  }

  static RawServer unix(Path socket, Answer answer) throws IOException {
    var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    return new RawServer(listener, UnixUrl.of(socket.toString(), ""), answer);
  }

  /** One that says the same each time, and then leaves. */
  static Answer saying(String text) {
    return saying(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Answer saying(byte[] bytes) {
    return out -> {
      out.write(bytes);
      return false;
    };
  }

  URI url(String path) {
    return URI.create(base + path);
  }

  /** The next request's head and body as they came. */
  String request() throws InterruptedException {
    return requests.take();
  }

  /** Returns once a client has closed its connection before the server did. */
  void awaitLeft() throws InterruptedException {
    left.take();
  }

  int connections() {
    return connections.size();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel connection = listener.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      // The test has ended.
    }
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      InputStream in = Channels.newInputStream(connection);
      OutputStream out = Channels.newOutputStream(connection);
      do {
        requests.add(read(in));
      } while (answer.write(out));
    } catch (IOException e) {
      left.add(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String read(InputStream in) throws IOException {
    var text = new ByteArrayOutputStream();
    while (!text.toString(StandardCharsets.UTF_8).contains("\r\n\r\n")) {
      text.write(readOne(in));
    }
    String head = text.toString(StandardCharsets.UTF_8);
    int length =
        head.lines()
            .filter(line -> line.startsWith("Content-Length: "))
            .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
            .findFirst()
            .orElse(0);
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static int readOne(InputStream in) throws IOException {
    int one = in.read();
    if (one < 0) {
      throw new IOException("the client has left");
    }
    return one;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (SocketChannel connection : connections) {
      connection.close();
    }
  }
}
