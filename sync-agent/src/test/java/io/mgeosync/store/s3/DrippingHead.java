package io.mgeosync.store.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A server whose answer's head comes byte by byte and never ends. */
final class DrippingHead implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final CountDownLatch closed;

  /**
   * @param closed counted down when a client has closed its connection
   */
  DrippingHead(CountDownLatch closed) throws IOException {
    this.closed = closed;
    Thread.ofVirtual().start(this::serve);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private void serve() {
    try (Socket client = socket.accept()) {
      drip(client.getOutputStream());
    } catch (IOException | InterruptedException e) {
      closed.countDown();
    }
  }

  private static void drip(OutputStream out) throws IOException, InterruptedException {
    out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
    while (true) {
      out.write('x');
      out.flush();
      Thread.sleep(50);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
