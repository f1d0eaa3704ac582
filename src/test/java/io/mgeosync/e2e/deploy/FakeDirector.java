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
    answer(
        new Reply(
            200,
            Map.of(
                "X-Mgeo-First", first.name(),
                "X-Mgeo-Second", second.name(),
                "X-Accel-Expires", "@1"),
            ""));
  }

  /** No node may have a request. */
  void routeNowhere() {
    answer(new Reply(403, Map.of("X-Accel-Expires", "@1"), ""));
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
