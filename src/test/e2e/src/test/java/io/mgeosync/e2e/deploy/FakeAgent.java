package io.mgeosync.e2e.deploy;

import io.mgeosync.e2e.deploy.TinyHttp.Reply;
import io.mgeosync.e2e.harness.Ports;
import java.io.IOException;
import java.util.Map;

/** Answers {@code /gate} as an agent does. */
final class FakeAgent implements AutoCloseable {
  private static final Reply SERVES = new Reply(204, Map.of("X-Accel-Expires", "@1"), "");

  private final int port;
  private TinyHttp server;
  private Reply reply = SERVES;
  private boolean hung;

  FakeAgent() throws IOException {
    port = Ports.free();
    server = TinyHttp.onPort(port, this::answer);
  }

  private synchronized Reply answer(TinyHttp.Request request) throws InterruptedException {
    while (hung) {
      wait();
    }
    return request.line().startsWith("GET /gate ") ? reply : new Reply(404, Map.of(), "");
  }

  synchronized void serve() {
    reply = SERVES;
  }

  synchronized void refuse(String reason) {
    reply = new Reply(403, Map.of("X-Accel-Expires", "@1", "X-Mgeo-Reason", reason), "");
  }

  synchronized void hang(boolean now) {
    hung = now;
    notifyAll();
  }

  void kill() throws IOException {
    server.close();
  }

  void restart() throws IOException {
    server = TinyHttp.onPort(port, this::answer);
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    hang(false);
    kill();
  }
}
