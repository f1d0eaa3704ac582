package io.mgeosync.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark of a request's address. */
public final class Query {
  private static final Fields NONE = new Fields();

  private final Fields fields;

  private Query(Fields fields) {
    this.fields = fields;
  }

  /**
   * The most frequent requests have none, and cost nothing.
   *
   * @throws BadQueryException when it is not encoded as it must be
   */
  public static Query of(Request request) {
    return new Query(request.getHttpURI().getQuery() == null ? NONE : read(request));
  }

  /** Which exception the server's own parser throws depends on the mistake. */
  private static Fields read(Request request) {
    try {
      return Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      throw new BadQueryException(e);
    }
  }

  /** Null when nobody said. */
  public @Nullable String value(String key) {
    return fields.getValue(key);
  }

  public boolean flag(String key) {
    return "true".equals(value(key));
  }
}
