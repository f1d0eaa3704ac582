package io.mgeosync.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A whole answer, small enough to be made before any of it is sent.
 *
 * @param body sent once: sending consumes it
 */
record Answer(int status, String type, ByteBuffer body) {

  static Answer json(int status, String json) {
    return new Answer(status, "application/json", UTF_8.encode(json.strip() + "\n"));
  }

  /** One line for a human. */
  static Answer text(int status, String line) {
    return new Answer(status, "text/plain; charset=utf-8", UTF_8.encode(line + "\n"));
  }

  void send(Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    response.setStatus(status);
    headers.put(HttpHeader.CONTENT_TYPE, type);
    headers.put(HttpHeader.CONTENT_LENGTH, body.remaining());
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, body, callback);
  }
}
