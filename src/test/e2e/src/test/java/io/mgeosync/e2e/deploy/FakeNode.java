package io.mgeosync.e2e.deploy;

import io.mgeosync.base.ServiceAddress;
import io.mgeosync.e2e.deploy.TinyHttp.Reply;
import io.mgeosync.e2e.harness.Ports;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A node's service that answers with the node's name, unless it is told otherwise. */
final class FakeNode implements AutoCloseable {
  /** The body of a request that no node can answer. */
  static final String BAD = "bad";

  private final String name;
  private final int port;
  private final AtomicInteger asked = new AtomicInteger();
  private TinyHttp server;
  private Mode mode = Mode.OK;

  enum Mode {
    OK(200),
    ERROR(500),
    UNAVAILABLE(503),
    FORBIDDEN(403),
    HUNG(200);

    private final int status;

    Mode(int status) {
      this.status = status;
    }
  }

  FakeNode(String name) throws IOException {
    this.name = name;
    this.port = Ports.free();
    this.server = TinyHttp.onPort(port, this::answer);
  }

  private Reply answer(TinyHttp.Request request) throws InterruptedException {
    asked.incrementAndGet();
    int status = request.body().equals(BAD) ? 500 : settled().status;
    return new Reply(status, Map.of(), name);
  }

  private synchronized Mode settled() throws InterruptedException {
    while (mode == Mode.HUNG) {
      wait();
    }
    return mode;
  }

  synchronized void become(Mode next) {
    mode = next;
    notifyAll();
  }

  void kill() throws IOException {
    server.close();
  }

  void restart() throws IOException {
    server = TinyHttp.onPort(port, this::answer);
  }

  String name() {
    return name;
  }

  ServiceAddress service() {
    return new ServiceAddress("127.0.0.1", port);
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** How many requests have reached it. */
  int asked() {
    return asked.get();
  }

  @Override
  public void close() throws IOException {
    become(Mode.OK);
    kill();
  }
}
