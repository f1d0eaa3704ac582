package io.mgeosync.store.http;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What pins a request to the object that was found: its ETag, else the time of its last change,
 * which tells seconds apart and no less. A weak ETag is compared, but it cannot be a condition.
 *
 * @param header the name of the answer's header
 * @param value as the server wrote it
 */
record Validator(String header, String value) {
  private static final String ETAG = "ETag";
  private static final String MODIFIED = "Last-Modified";

  private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e]*\"");
  private static final Pattern DATE = Pattern.compile("[A-Za-z0-9,: -]{1,40}");

  /** Empty when the server sends nothing to pin by. */
  static Optional<Validator> of(HttpHeaders headers) {
    return headers
        .firstValue(ETAG)
        .map(value -> new Validator(ETAG, value))
        .or(() -> headers.firstValue(MODIFIED).map(value -> new Validator(MODIFIED, value)));
  }

  static Validator parse(String tag) {
    return tag.startsWith(MODIFIED + " ")
        ? new Validator(MODIFIED, tag.substring(MODIFIED.length() + 1))
        : new Validator(ETAG, tag);
  }

  String tag() {
    return header.equals(ETAG) ? value : MODIFIED + " " + value;
  }

  /**
   * If-Match rather than If-Range: the answer to a mismatch is 412, not another object's bytes, and
   * nginx's slice module, which starts from the first byte at every If-Range, keeps to the range.
   */
  void pin(HttpRequest.Builder request) {
    if (header.equals(ETAG) && STRONG.matcher(value).matches()) {
      request.header("If-Match", value);
    } else if (header.equals(MODIFIED) && DATE.matcher(value).matches()) {
      request.header("If-Unmodified-Since", value);
    }
  }

  /** A server may ignore conditions, but not send what was not asked for. */
  boolean holds(HttpHeaders answer) {
    return answer.firstValue(header).map(value::equals).orElse(false);
  }
}
