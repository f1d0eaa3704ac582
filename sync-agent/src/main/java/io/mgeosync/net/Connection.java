package io.mgeosync.net;

import io.mgeosync.base.Stopwatch;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A connection to a server: TCP, TLS over it, or a Unix socket. May be closed by any thread. */
final class Connection implements Closeable {
  private final SocketChannel channel;
  private final Server server;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private Stopwatch idle = Stopwatch.started();

  private Connection(Server server, SocketChannel channel) {
    this.server = server;
    this.channel = channel;
  }

  /** Not connected yet, so that even connecting can be broken off. */
  static Connection to(Server server) throws IOException {
    return new Connection(server, server.open());
  }

  Server server() {
    return server;
  }

  void connect() throws IOException {
    channel.connect(server.address());
    if (server.socket() == null) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    if (server.tls()) {
      SSLSocket tls = handshake();
      in = new BufferedInputStream(tls.getInputStream());
      out = tls.getOutputStream();
    } else {
      in = new BufferedInputStream(Channels.newInputStream(channel));
      out = Channels.newOutputStream(channel);
    }
  }

  private SSLSocket handshake() throws IOException {
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var tls =
        (SSLSocket) factory.createSocket(channel.socket(), server.bareHost(), server.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  InputStream in() {
    return Objects.requireNonNull(in, "not connected");
  }

  OutputStream out() {
    return Objects.requireNonNull(out, "not connected");
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  void rest() {
    idle = Stopwatch.started();
  }

  /** Whether it has rested for less than a time, and the server has neither spoken nor left. */
  boolean isFresh(Duration time) {
    try {
      if (idle.elapsed().compareTo(time) > 0 || in().available() > 0) {
        return false;
      }
      channel.configureBlocking(false);
      boolean quiet = channel.read(ByteBuffer.allocate(1)) == 0;
      channel.configureBlocking(true);
      return quiet;
    } catch (IOException e) {
      return false;
    }
  }

  /** The channel at once: TLS would like to say good-bye to a server that may hang. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no more use either way.
    }
  }
}
