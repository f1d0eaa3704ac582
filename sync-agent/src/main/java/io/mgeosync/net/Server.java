package io.mgeosync.net;

import io.mgeosync.base.UnixUrl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The server that a URL names.
 *
 * @param host or socket, as people call it
 * @param port of TCP; 0 for a Unix socket
 */
record Server(String host, int port, boolean tls, @Nullable Path socket) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  static Server of(URI url) {
    if (UnixUrl.is(url)) {
      Path socket =
          UnixUrl.socket(url)
              .orElseThrow(() -> new IllegalArgumentException("no Unix socket is named: " + url));
      return new Server(socket.toString(), 0, false, socket);
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("no host is named: " + url);
    }
    boolean tls = "https".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : tls ? HTTPS : HTTP;
    return new Server(url.getHost(), port, tls, null);
  }

  SocketChannel open() throws IOException {
    return socket == null ? SocketChannel.open() : SocketChannel.open(StandardProtocolFamily.UNIX);
  }

  /** Looks the name up, which may take as long as the name service likes. */
  SocketAddress address() throws IOException {
    if (socket != null) {
      return UnixDomainSocketAddress.of(socket);
    }
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException(host);
    }
    return address;
  }

  /** What the Host header says; over a Unix socket what curl says. */
  String authority() {
    return socket != null ? "localhost" : toString();
  }

  /** The name without the brackets of an IPv6 address. */
  String bareHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public String toString() {
    return socket != null || port == (tls ? HTTPS : HTTP) ? host : host + ":" + port;
  }
}
