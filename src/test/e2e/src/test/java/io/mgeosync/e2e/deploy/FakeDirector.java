package io.mgeosync.e2e.deploy;

import io.mgeosync.e2e.deploy.TinyHttp.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Answers on the director's Unix socket, or does not. */
final class FakeDirector implements AutoCloseable {
  private final Path socket;
  private TinyHttp server;
  private Reply reply = new Reply(403, Map.of(), "");
  private boolean hung;

  FakeDirector(Path socket) throws IOException {
    this.socket = socket;
    this.server = TinyHttp.onSocket(socket, request -> reply());
  }

  private synchronized Reply reply() throws InterruptedException {
    while (hung) {
      wait();
    }
    return reply;
  }

  void route(FakeNode first, FakeNode second) {
    name(first.name(), second.name());
  }

  /** No node may have a request. */
  void routeNowhere() {
    name("mgeo_nowhere", "mgeo_nowhere");
  }

  private void name(String first, String second) {
    answer(
        new Reply(
            200,
            Map.of("X-Mgeo-First", first, "X-Mgeo-Second", second, "X-Accel-Expires", "@1"),
            ""));
  }

  synchronized void answer(Reply next) {
    reply = next;
  }

  synchronized void hang(boolean now) {
    hung = now;
    notifyAll();
  }

  void kill() throws IOException {
    server.close();
  }

  void restart() throws IOException {
    server = TinyHttp.onSocket(socket, request -> reply());
  }

  @Override
  public void close() throws IOException {
    hang(false);
    kill();
  }
}
