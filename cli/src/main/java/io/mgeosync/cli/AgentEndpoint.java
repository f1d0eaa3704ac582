package io.mgeosync.cli;

import io.mgeosync.base.HostPort;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.net.HttpAnswer;
import io.mgeosync.net.HttpCall;
import io.mgeosync.net.NoAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent of this node, asked over HTTP as every other client asks it, one connection for each
 * question.
 */
final class AgentEndpoint {
  /** For the whole answer, name and body included: a hung agent must not hang its caller. */
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private static final int MAX_BYTES = 16 << 20;

  private final URI address;

  AgentEndpoint(HostPort listen) {
    this.address = URI.create("http://" + new HostPort(host(listen), listen.port()) + "/");
  }

  /** An agent that listens everywhere is asked over the loopback. */
  private static String host(HostPort listen) {
    return switch (listen.host()) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "::1";
      default -> listen.host();
    };
  }

  /** The agent's answer, of any status. */
  record Answer(int status, String body) {
    private static final Map<Integer, Kind> KINDS = Map.of(400, Kind.CONFIGURATION, 409, Kind.BUSY);

    /**
     * Why the running agent does not do what it was asked to do, out of its answer: a reason and a
     * remedy with a semicolon between them.
     *
     * @param what was asked, as the beginning of a sentence
     */
    Refusal refusal(String what) {
      String[] parts = body.strip().split("; ", 2);
      Kind kind = KINDS.get(status);
      if (kind != null && parts.length == 2) {
        return Refusal.of(kind, parts[0], parts[1]);
      }
      return Refusal.of(
          Kind.UNAVAILABLE,
          "%s was answered with HTTP %d".formatted(what, status),
          "run this on the node itself, with an agent of this version; its log says more");
    }
  }

  /**
   * One question.
   *
   * @throws AgentUnreachableException when there was no whole answer within a second
   */
  Answer get(String path) {
    return send(HttpCall.get(address.resolve(path), DEADLINE));
  }

  /** Whether anybody answers here at all. */
  boolean answers() {
    try {
      return get("livez").status() > 0;
    } catch (AgentUnreachableException e) {
      return false;
    }
  }

  /**
   * One request to do something.
   *
   * @throws AgentUnreachableException also when the answer is another one than expected
   */
  void post(String path, int expected) {
    int status = post(path).status();
    if (status != expected) {
      throw unreachable("it answered HTTP %d to POST /%s".formatted(status, path), null);
    }
  }

  /**
   * One request to do something, for who heeds a refusal.
   *
   * @throws AgentUnreachableException when there was no whole answer within a second
   */
  Answer post(String path) {
    return send(HttpCall.post(address.resolve(path), DEADLINE));
  }

  private Answer send(HttpCall call) {
    try {
      return switch (call.atMost(MAX_BYTES).send()) {
        case HttpAnswer answer -> new Answer(answer.status(), answer.body());
        case NoAnswer none -> throw unreachable(why(none), null);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted", e);
    }
  }

  private static String why(NoAnswer none) {
    return switch (none.why()) {
      case LATE -> "no answer within 1 s";
      case REFUSED -> "connection refused";
      default -> none.sentence();
    };
  }

  private AgentUnreachableException unreachable(String why, @Nullable Throwable cause) {
    return new AgentUnreachableException(address, why, cause);
  }
}
