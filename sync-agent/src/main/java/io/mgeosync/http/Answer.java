package io.mgeosync.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.net.AsciiLine;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A whole answer, small enough to be made before any of it is sent.
 *
 * @param headers beside those that every answer has; their values hold no line break
 * @param body sent once: sending consumes it
 */
public record Answer(int status, Map<String, String> headers, ByteBuffer body) {
  private static final int NO_CONTENT = 204;

  /**
   * Out of date since 1970: an nginx that caches the answer asks again each time, and falls back on
   * it only while the agent does not answer. nginx before 1.23 goes by this or by Cache-Control,
   * whichever comes first.
   */
  static final String STALE_AT_ONCE = "@1";

  static final String EXPIRES = "X-Accel-Expires";

  public Answer(int status, String type, ByteBuffer body) {
    this(status, Map.of("Content-Type", type), body);
  }

  public static Answer json(int status, String json) {
    return new Answer(status, "application/json", UTF_8.encode(json.strip() + "\n"));
  }

  /** One line for a human. */
  public static Answer text(int status, String line) {
    return new Answer(status, "text/plain; charset=utf-8", UTF_8.encode(line + "\n"));
  }

  /** What is wrong and what to do about it, in one line. */
  public static Answer refused(int status, Refusal refusal) {
    return text(status, refusal.reason() + "; " + refusal.remedy());
  }

  /** For a caller that reads the status alone. */
  public static Answer nothing() {
    return new Answer(NO_CONTENT, Map.of(EXPIRES, STALE_AT_ONCE), ByteBuffer.allocate(0));
  }

  /** For a caller that reads the status and passes the reason on. */
  public static Answer nothing(int status, String reason) {
    return new Answer(status, Map.of(EXPIRES, STALE_AT_ONCE), ByteBuffer.allocate(0))
        .with("X-Mgeo-Reason", AsciiLine.of(reason));
  }

  /** The same answer with one more header. */
  Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, Map.copyOf(more), body);
  }

  void sendTo(Response response, Callback callback) {
    HttpFields.Mutable fields = response.getHeaders();
    response.setStatus(status);
    headers.forEach(fields::put);
    if (status != NO_CONTENT) {
      fields.put(HttpHeader.CONTENT_LENGTH, body.remaining());
    }
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, body, callback);
  }
}
