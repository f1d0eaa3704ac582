package io.mgeosync.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** What follows the question mark of a request's address. */
public final class Query {
  static final Query NONE = new Query(new Fields());

  /** The server's parser takes time that grows with the square of the keys. */
  private static final int MOST_KEYS = 16;

  private static final int LONGEST = 1024;

  private final Fields fields;

  private Query(Fields fields) {
    this.fields = fields;
  }

  /** Which exception the server's own parser throws depends on the mistake. */
  static Query of(Request request) {
    String query = String.valueOf(request.getHttpURI().getQuery());
    if (query.length() > LONGEST || query.chars().filter(c -> c == '&').count() >= MOST_KEYS) {
      throw BadQueryException.tooLong(LONGEST, MOST_KEYS);
    }
    try {
      return new Query(Request.extractQueryParameters(request));
    } catch (RuntimeException e) {
      throw BadQueryException.unreadable(e);
    }
  }

  /** Null when the query has no such key. */
  public @Nullable String value(String key) {
    return fields.getValue(key);
  }

  public boolean flag(String key) {
    return "true".equals(value(key));
  }
}
