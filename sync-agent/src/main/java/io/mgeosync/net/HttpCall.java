package io.mgeosync.net;

import io.mgeosync.base.UnixUrl;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP exchange, its name look-up, headers and body included, within one deadline and one size.
 * HTTP/1.1 without an offer to upgrade: servers such as uvicorn with httptools lose the body of a
 * request that offers h2c. No proxy, no redirect, no retry.
 *
 * @param url http, https or http+unix (see {@link UnixUrl})
 * @param body empty for none
 * @param deadline from the call to the last byte of the answer
 * @param limit of the answer's body in bytes, as sent and after inflation
 */
public record HttpCall(
    String method,
    URI url,
    Map<String, String> headers,
    String body,
    Duration deadline,
    int limit) {
  /** Answers are some kilobytes; a server that streams for ever must not fill our memory. */
  public static final int USUAL_LIMIT = 1 << 20;

  public HttpCall {
    headers = Map.copyOf(headers);
    url = URI.create(url.toASCIIString());
    if (headers.values().stream().anyMatch(value -> value.chars().anyMatch(c -> c < ' '))) {
      throw new IllegalArgumentException("a header's value must not hold control characters");
    }
  }

  public static HttpCall get(URI url, Duration deadline) {
    return new HttpCall("GET", url, Map.of(), "", deadline, USUAL_LIMIT);
  }

  /** An empty POST. */
  public static HttpCall post(URI url, Duration deadline) {
    return new HttpCall("POST", url, Map.of(), "", deadline, USUAL_LIMIT);
  }

  /** A POST of JSON. */
  public static HttpCall post(URI url, String json, Duration deadline) {
    return new HttpCall("POST", url, Map.of(), json, deadline, USUAL_LIMIT)
        .with("Content-Type", "application/json; charset=utf-8");
  }

  /** The same with one more header field. */
  public HttpCall with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpCall(method, url, more, body, deadline, limit);
  }

  /** The same for answers of at most so many bytes. */
  public HttpCall atMost(int bytes) {
    return new HttpCall(method, url, headers, body, deadline, bytes);
  }

  /**
   * Sends it on a connection of its own, as a new client would.
   *
   * @return by the deadline, also when the server hangs
   * @throws InterruptedException at once; the connection is closed
   */
  public HttpOutcome send() throws InterruptedException {
    return new Exchange(this, Connections.NONE).run();
  }
}
