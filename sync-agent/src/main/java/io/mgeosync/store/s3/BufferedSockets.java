package io.mgeosync.store.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets that read 256 KiB at a time. The HTTP client asks for 8 KiB at a time, TLS for a record's
 * five-byte head; one system call for each is a third of a download's CPU time.
 */
final class BufferedSockets extends SocketFactory {
  private static final int BUFFER = 256 << 10;

  @Override
  public Socket createSocket() {
    return new BufferedSocket();
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
    private InputStream in = InputStream.nullInputStream();
    private boolean wrapped;

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
