package io.mgeosync.store.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Sockets that read 256 KiB at a time. The HTTP client asks for 8 KiB at a time, TLS for a record's
 * five-byte head; one system call for each is a third of a download's CPU time.
 *
 * <p>They keep the read deadline themselves, so that the HTTP client can be told that it has none:
 * its own costs a lock, a wake-up and a watchdog's attention for every 8 KiB.
 */
final class BufferedSockets extends SocketFactory {
  private static final int BUFFER = 256 << 10;

  private final int deadlineMillis;

  /**
   * @param deadline of one read; then it throws a {@link java.net.SocketTimeoutException}
   */
  BufferedSockets(Duration deadline) {
    this.deadlineMillis = Math.toIntExact(deadline.toMillis());
  }

  @Override
  public Socket createSocket() {
    return new BufferedSocket(deadlineMillis);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(InetAddress.getByName(host), port, from, fromPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    Socket socket = createSocket();
    socket.bind(new InetSocketAddress(from, fromPort));
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }

  private static final class BufferedSocket extends Socket {
    private final int deadlineMillis;
    private InputStream in = InputStream.nullInputStream();
    private boolean wrapped;

    BufferedSocket(int deadlineMillis) {
      this.deadlineMillis = deadlineMillis;
    }

    /** No read is without a deadline: none becomes this socket's own. */
    @Override
    public void setSoTimeout(int millis) throws SocketException {
      super.setSoTimeout(millis == 0 ? deadlineMillis : millis);
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
      if (!wrapped) {
        in = new BufferedInputStream(super.getInputStream(), BUFFER);
        wrapped = true;
      }
      return in;
    }
  }
}
