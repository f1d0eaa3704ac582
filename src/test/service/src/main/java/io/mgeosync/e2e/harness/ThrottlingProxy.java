package io.mgeosync.e2e.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes TCP through, as slowly as told, so that a test can be sure to strike in the middle of a
 * transfer; and can cut the line for good.
 */
public final class ThrottlingProxy implements AutoCloseable {
  private static final int PIECE = 16 * 1024;

  private final int target;
  private final ServerSocket listener;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong sent = new AtomicLong();
  private volatile long bytesPerSecond = Long.MAX_VALUE;
  private volatile boolean cut;

  public ThrottlingProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    workers.execute(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Bytes that the target has sent through here so far. */
  public long sent() {
    return sent.get();
  }

  /** The pace of everything that the target sends, for each connection. */
  public void pace(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Breaks every connection, and each new one, until {@link #mend}. */
  public void cut() {
    cut = true;
    open.forEach(ThrottlingProxy::closeQuietly);
  }

  public void mend() {
    cut = false;
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
    if (cut) {
      closeQuietly(client);
      return;
    }
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(server);
      workers.execute(() -> pump(client, server, false));
      workers.execute(() -> pump(server, client, true));
    } catch (IOException e) {
      closeQuietly(client);
      throw e;
    }
  }

  private void pump(Socket from, Socket to, boolean throttled) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        if (throttled) {
          sent.addAndGet(read);
          delay(read);
        }
        out.write(piece, 0, read);
      }
    } catch (IOException | InterruptedException e) {
      // One side has gone; closing both tells the other.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void delay(int bytes) throws InterruptedException {
    if (bytesPerSecond != Long.MAX_VALUE) {
      Thread.sleep(bytes * 1000L / bytesPerSecond);
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
  public void close() {
    closeListener();
    open.forEach(ThrottlingProxy::closeQuietly);
    workers.shutdownNow();
  }

  private void closeListener() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new IllegalStateException("the listener does not close", e);
    }
  }
}
