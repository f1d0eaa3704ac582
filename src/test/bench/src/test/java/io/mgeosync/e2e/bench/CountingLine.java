package io.mgeosync.e2e.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes TCP through to a port of this machine and counts what goes by. It costs CPU, so runs that
 * are timed do not use it.
 */
final class CountingLine implements AutoCloseable {
  private static final int PIECE = 256 * 1024;

  private final int target;
  private final ServerSocket listener;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();
  private volatile Mark mark = new Mark(Long.MAX_VALUE, new CountDownLatch(1));

  private record Mark(long bytes, CountDownLatch reached) {}

  CountingLine(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    workers.execute(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Bytes that the server has sent through here so far, headers included. */
  long received() {
    return received.get();
  }

  /** Requests that clients have sent through here so far. */
  long requests() {
    return requests.get();
  }

  /** Sets the mark that {@link #awaitMark} waits for: so many more bytes from now. */
  void markAfter(long bytes) {
    mark = new Mark(received.get() + bytes, new CountDownLatch(1));
  }

  /** True as soon as the mark is passed; false if it is not within this time. */
  boolean awaitMark(long timeout, TimeUnit unit) {
    try {
      return mark.reached().await(timeout, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException gone) {
        // Closed, or the target refuses: the client sees its connection end.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    open.add(client);
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      var counter = new RequestCounter();
      workers.execute(
          () -> pump(client, server, (b, n) -> requests.addAndGet(counter.count(b, n))));
      workers.execute(() -> pump(server, client, (b, n) -> countReceived(n)));
    } catch (IOException e) {
      closeQuietly(client);
      throw e;
    }
  }

  private interface Tally {
    void add(byte[] piece, int length);
  }

  private void countReceived(int bytes) {
    long now = received.addAndGet(bytes);
    if (now >= mark.bytes()) {
      mark.reached().countDown();
    }
  }

  private void pump(Socket from, Socket to, Tally tally) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        tally.add(piece, read);
        out.write(piece, 0, read);
      }
    } catch (IOException e) {
      // One side has gone; closing both tells the other.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use either way.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(CountingLine::closeQuietly);
    workers.shutdownNow();
  }
}
