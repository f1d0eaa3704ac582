package io.mgeosync.e2e.deploy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Says one line to whoever connects, as an agent does for HAProxy's agent-check. */
final class FakeAgentCheck implements AutoCloseable {
  private final ServerSocket server = new ServerSocket();
  private volatile String line = "up ready";

  FakeAgentCheck() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        try (Socket caller = server.accept()) {
          caller.getOutputStream().write((line + "\n").getBytes(US_ASCII));
        }
      }
    } catch (IOException closed) {
      // Nobody is told any more.
    }
  }

  void say(String next) {
    line = next;
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
