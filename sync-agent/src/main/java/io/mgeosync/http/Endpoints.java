package io.mgeosync.http;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.net.AsciiLine;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final FailureLog failures = new FailureLog(LOG);
  private final String program;
  private final Path socket;

  private record Entry(List<String> methods, Endpoint endpoint) {}

  /**
   * @param program whose log says why an endpoint failed, such as {@code agent}
   * @param socket where commands are taken
   */
  public Endpoints(String program, Path socket) {
    this.program = program;
    this.socket = socket;
  }

  /** GET and HEAD of this path. */
  public Endpoints reads(String path, Endpoint endpoint) {
    exact.put(path, new Entry(READ, endpoint));
    return this;
  }

  /** POST to this path, on the Unix socket alone. */
  public Endpoints commands(String path, Endpoint endpoint) {
    exact.put(path, new Entry(COMMAND, endpoint));
    return this;
  }

  /**
   * POST to any path that begins so, on the Unix socket alone.
   *
   * @param folder with a slash at its end
   */
  public Endpoints commandsBelow(String folder, Endpoint endpoint) {
    below.put(folder, new Entry(COMMAND, endpoint));
    return this;
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

  /**
   * @param operators empty where no command is taken
   */
  private Answer answer(Request request, Optional<Operators> operators) {
    Entry entry = find(request.path());
    if (!entry.methods().isEmpty() && !entry.methods().contains(request.method())) {
      String methods = String.join(", ", entry.methods());
      return Answer.text(405, "only " + methods + " here")
          .with(HttpHeader.ALLOW.asString(), methods);
    }
    try {
      return entry.methods().equals(COMMAND)
          ? command(entry, request, operators)
          : entry.endpoint().answer(request);
    } catch (Refusal refusal) {
      return Answer.refused(status(refusal), refusal);
    } catch (RuntimeException e) {
      failures.tell(request.path() + " cannot be answered", e);
      return Answer.text(500, "the " + program + " failed to answer; its log says why");
    }
  }

  private Answer command(Entry entry, Request request, Optional<Operators> operators) {
    String what = AsciiLine.of(request.pathAndQuery());
    if (operators.isEmpty()) {
      return Answer.text(
          403,
          "commands are taken on a Unix socket alone; on this machine run:"
              + " curl --unix-socket %s -X POST 'http://localhost%s'".formatted(socket, what));
    }
    if (!request.isDirect()) {
      return Answer.text(
          403, "commands come from a program on this machine, through no proxy and no browser");
    }
    Optional<UserPrincipal> user = request.user();
    if (user.filter(operators.get()::mayCommand).isEmpty()) {
      return Answer.text(
          403,
          "user %s may give no commands; run it as root or as the %s's user, or name the user as an operator in the configuration"
              .formatted(user.map(UserPrincipal::getName).orElse("unknown"), program));
    }
    LOG.info("{} is asked for by {}", what, user.get().getName());
    return entry.endpoint().answer(request);
  }

  private static int status(Refusal refusal) {
    return switch (refusal.kind()) {
      case CONFIGURATION -> 400;
      case MISSING -> 404;
      case BUSY -> 409;
      case MISMATCH, UNAVAILABLE, DENIED, NO_SPACE -> 500;
    };
  }

  /** For a network: commands are refused. */
  Handler readable() {
    return handler(Optional.empty());
  }

  /** For a Unix socket: operators may give commands. */
  Handler commandable(Operators operators) {
    return handler(Optional.of(operators));
  }

  private Handler handler(Optional<Operators> operators) {
    return new Handler.Abstract() {
      @Override
      public boolean handle(
          org.eclipse.jetty.server.Request request, Response response, Callback callback) {
        answer(new Request(request), operators).sendTo(response, callback);
        return true;
      }
    };
  }
}
