package io.mgeosync.e2e.bench.failover.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** One HTTP/1.1 connection that sends a request once and never again. */
final class Connection implements AutoCloseable {
  private final SocketChannel channel;
  private final InputStream in;

  /**
   * What came back.
   *
   * @param keep whether the server keeps the connection open
   */
  record Reply(int status, String body, boolean keep) {}

  private Connection(SocketChannel channel) throws IOException {
    this.channel = channel;
    this.in = new BufferedInputStream(channel.socket().getInputStream());
  }

  static Connection open(InetSocketAddress to, long deadline) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(to, left(deadline));
      return new Connection(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** False when the server has closed it meanwhile, as far as that is known here. */
  boolean usable() {
    try {
      channel.configureBlocking(false);
      int read = channel.read(ByteBuffer.allocate(1));
      channel.configureBlocking(true);
      return read == 0;
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @param deadline by when, as {@link System#nanoTime}
   */
  Reply post(byte[] body, boolean keep, long deadline) throws IOException {
    channel.socket().setSoTimeout(left(deadline));
    channel.socket().getOutputStream().write(request(body, keep));
    return reply();
  }

  private static byte[] request(byte[] body, boolean keep) {
    String head =
        "POST / HTTP/1.1\r\nHost: mgeo\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(body.length, keep ? "" : "Connection: close\r\n");
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(body);
    return whole.toByteArray();
  }

  private Reply reply() throws IOException {
    int status = Integer.parseInt(line().split(" ", -1)[1]);
    int length = -1;
    boolean keep = true;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String field = line.toLowerCase(Locale.ROOT);
      if (field.startsWith("content-length:")) {
        length = Integer.parseInt(field.substring(field.indexOf(':') + 1).strip());
      }
      keep &= !field.equals("connection: close");
    }
    return new Reply(status, body(length), keep);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int read = read(); read != '\n'; read = read()) {
      line.append((char) read);
    }
    return line.toString().strip();
  }

  private String body(int length) throws IOException {
    if (length < 0) {
      throw new IOException("an answer without Content-Length");
    }
    byte[] body = new byte[length];
    for (int i = 0; i < length; i++) {
      body[i] = (byte) read();
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private int read() throws IOException {
    int read = in.read();
    if (read < 0) {
      throw new EOFException("closed before the answer was complete");
    }
    return read;
  }

  /** Milliseconds, never 0, which would mean for ever. */
  private static int left(long deadline) throws SocketTimeoutException {
    long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (millis <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    return (int) millis;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException gone) {
      // It is closed either way.
    }
  }
}
