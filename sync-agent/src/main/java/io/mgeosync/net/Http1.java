package io.mgeosync.net;

import io.mgeosync.manifest.Printable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 (RFC 9112) on one connection: a request, and its answer of a limited size. */
final class Http1 {
  private static final int LONGEST_QUOTE = 40;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int SWITCHING = 101;

  private final HttpCall call;
  private final Connection connection;
  private final boolean keep;
  private @Nullable IOException unsent;
  private boolean again;

  /**
   * @param keep whether the server is asked to leave the connection open
   */
  Http1(HttpCall call, Connection connection, boolean keep) {
    this.call = call;
    this.connection = connection;
    this.keep = keep;
  }

  /** A server that has heard enough may answer and close before it has read the whole body. */
  void writeRequest() {
    try {
      connection.out().write(request());
      connection.out().flush();
    } catch (IOException e) {
      unsent = e;
    }
  }

  private byte[] request() {
    byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder();
    String path = call.url().getRawPath();
    head.append(call.method()).append(' ').append(path.isEmpty() ? "/" : path);
    if (call.url().getRawQuery() != null) {
      head.append('?').append(call.url().getRawQuery());
    }
    head.append(" HTTP/1.1\r\n");
    writeField(head, "Host", connection.server().authority());
    writeField(head, "User-Agent", "mgeo-sync");
    writeField(head, "Accept", "*/*");
    call.headers().forEach((name, value) -> writeField(head, name, value));
    if (!call.method().equals("GET")) {
      writeField(head, "Content-Length", Integer.toString(body.length));
    }
    if (!keep) {
      writeField(head, "Connection", "close");
    }
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    whole.writeBytes(body);
    return whole.toByteArray();
  }

  private static void writeField(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /**
   * Reads to the answer's end.
   *
   * @param begun is told its status as soon as that is there
   */
  HttpAnswer read(IntConsumer begun) throws IOException {
    try {
      Head head = Head.read(connection.in());
      while (head.status() / 100 == 1 && head.status() != SWITCHING) {
        head = Head.read(connection.in());
      }
      begun.accept(head.status());
      return new HttpAnswer(head.status(), head.fields(), text(head, body(head)));
    } catch (EOFException e) {
      throw unsent == null ? e : unsent;
    }
  }

  boolean mayBeUsedAgain() {
    return again;
  }

  private byte[] body(Head head) throws IOException {
    Body body = new Body(connection.in(), call.limit());
    boolean framed = true;
    byte[] bytes;
    if (head.status() == NO_CONTENT
        || head.status() == NOT_MODIFIED
        || head.status() == SWITCHING) {
      bytes = new byte[0];
    } else if (head.has("transfer-encoding")) {
      head.requireChunked();
      bytes = body.readChunks();
    } else if (head.has("content-length")) {
      bytes = body.readExactly(head.length());
    } else {
      framed = false;
      bytes = body.readToEnd();
    }
    again = keep && framed && unsent == null && !head.closes();
    return bytes;
  }

  /** Some servers compress without being asked to. */
  private String text(Head head, byte[] body) throws IOException {
    String coding = head.coding();
    byte[] plain =
        switch (coding) {
          case "", "identity" -> body;
          case "gzip", "x-gzip" -> body.length == 0 ? body : inflate(body);
          default ->
              throw new OddAnswerException(
                  "it is encoded as %s, which was not asked for"
                      .formatted(Printable.line(coding, LONGEST_QUOTE)));
        };
    return new String(plain, StandardCharsets.UTF_8);
  }

  private byte[] inflate(byte[] body) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] plain = gzip.readNBytes(call.limit() + 1);
      if (plain.length > call.limit()) {
        throw new OddAnswerException.TooLarge();
      }
      return plain;
    } catch (ZipException | EOFException e) {
      throw new OddAnswerException("its gzip is damaged");
    }
  }
}
