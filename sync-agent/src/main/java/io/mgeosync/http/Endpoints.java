package io.mgeosync.http;

import io.mgeosync.manifest.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a path and a method to an answer; an error is one line of text. */
public final class Endpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
  private static final List<String> READ = List.of("GET", "HEAD");
  private static final List<String> COMMAND = List.of("POST");

  private final Map<String, Entry> exact = new LinkedHashMap<>();
  private final TreeMap<String, Entry> below = new TreeMap<>();
  private final String program;

  private record Entry(List<String> methods, Endpoint endpoint) {}

  /**
   * @param program whose log says why an endpoint failed, such as {@code agent}
   */
  public Endpoints(String program) {
    this.program = program;
  }

  /** GET and HEAD of this path. */
  public Endpoints reads(String path, Endpoint endpoint) {
    exact.put(path, new Entry(READ, endpoint));
    return this;
  }

  /** POST to this path, from this machine alone. */
  public Endpoints commands(String path, Endpoint endpoint) {
    exact.put(path, command(endpoint));
    return this;
  }

  /**
   * POST to any path that begins so, from this machine alone.
   *
   * @param folder with a slash at its end
   */
  public Endpoints commandsBelow(String folder, Endpoint endpoint) {
    below.put(folder, command(endpoint));
    return this;
  }

  private static Entry command(Endpoint endpoint) {
    return new Entry(
        COMMAND,
        request ->
            request.isLocal()
                ? endpoint.answer(request)
                : Answer.text(403, "this can only be asked for on this machine itself"));
  }

  private Entry find(String path) {
    Entry entry = exact.get(path);
    if (entry != null) {
      return entry;
    }
    Map.Entry<String, Entry> folder = below.floorEntry(path);
    return folder != null && path.startsWith(folder.getKey())
        ? folder.getValue()
        : new Entry(List.of(), request -> nothingHere());
  }

  private static Answer nothingHere() {
    return Answer.text(404, "nothing here; try /livez, /readyz, /status or /metrics");
  }

  private Answer answer(Request request) {
    Entry entry = find(request.path());
    if (!entry.methods().isEmpty() && !entry.methods().contains(request.method())) {
      String methods = String.join(", ", entry.methods());
      return Answer.text(405, "only " + methods + " here")
          .with(HttpHeader.ALLOW.asString(), methods);
    }
    try {
      return entry.endpoint().answer(request);
    } catch (Refusal refusal) {
      return Answer.refused(status(refusal), refusal);
    } catch (RuntimeException e) {
      LOG.error("{} cannot be answered", request.path(), e);
      return Answer.text(500, "the " + program + " failed to answer; its log says why");
    }
  }

  private static int status(Refusal refusal) {
    return switch (refusal.kind()) {
      case CONFIGURATION -> 400;
      case MISSING -> 404;
      case BUSY -> 409;
      case MISMATCH, UNAVAILABLE, DENIED, NO_SPACE -> 500;
    };
  }

  Handler handler() {
    return new Handler.Abstract() {
      @Override
      public boolean handle(
          org.eclipse.jetty.server.Request request, Response response, Callback callback) {
        answer(new Request(request)).send(response, callback);
        return true;
      }
    };
  }
}
