package io.mgeosync.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** What follows the question mark of a request's address. */
public final class Query {
  static final Query NONE = new Query(new Fields());

  private final Fields fields;

  private Query(Fields fields) {
    this.fields = fields;
  }

  /** Which exception the server's own parser throws depends on the mistake. */
  static Query of(Request request) {
    try {
      return new Query(Request.extractQueryParameters(request));
    } catch (RuntimeException e) {
      throw new BadQueryException(e);
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
