package io.mgeosync.cli;

import io.mgeosync.base.HostPort;
import io.mgeosync.base.UnixUrl;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.net.HttpAnswer;
import io.mgeosync.net.HttpCall;
import io.mgeosync.net.HttpOutcome;
import io.mgeosync.net.NoAnswer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The agent of this node, asked over HTTP as every other client asks it, one connection for each
 * question.
 */
final class AgentEndpoint {
  /** For the whole answer, name and body included: a hung agent must not hang its caller. */
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private static final int MAX_BYTES = 16 << 20;

  /** No agent has heard it on its socket. */
  private static final Set<NoAnswer.Why> ELSEWHERE =
      EnumSet.of(NoAnswer.Why.REFUSED, NoAnswer.Why.UNREACHABLE);

  private final List<URI> addresses;

  /** Over the network alone, which only reads. */
  AgentEndpoint(HostPort listen) {
    this.addresses = List.of(network(listen));
  }

  /** On its Unix socket; over the network where there is none, as of an older agent. */
  AgentEndpoint(AgentConfig config) {
    Path socket = config.commandSocket().path();
    URI network = network(config.http().listen());
    this.addresses =
        Files.exists(socket)
            ? List.of(URI.create(UnixUrl.of(socket.toString(), "/")), network)
            : List.of(network);
  }

  private static URI network(HostPort listen) {
    return URI.create("http://" + new HostPort(host(listen), listen.port()) + "/");
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
    private static final Map<Integer, Kind> KINDS =
        Map.of(400, Kind.CONFIGURATION, 403, Kind.DENIED, 409, Kind.BUSY);

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
    return sendCall(address -> HttpCall.get(address.resolve(path), DEADLINE));
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
   * @throws AgentUnreachableException when there was no whole answer within a second
   * @throws Refusal when the answer is another one than expected
   */
  void postCommand(String path, int expected) {
    Answer answer = postCommand(path);
    if (answer.status() != expected) {
      throw answer.refusal("POST /" + path);
    }
  }

  /**
   * One request to do something, for who heeds a refusal.
   *
   * @throws AgentUnreachableException when there was no whole answer within a second
   */
  Answer postCommand(String path) {
    return sendCall(address -> HttpCall.post(address.resolve(path), DEADLINE));
  }

  /**
   * A socket on which no agent listens any more was left by one that was killed; one that this user
   * may not connect to leaves the network, which reads.
   */
  private Answer sendCall(Function<URI, HttpCall> call) {
    URI address = addresses.getFirst();
    HttpOutcome outcome = sendCall(address, call);
    if (outcome instanceof NoAnswer none && ELSEWHERE.contains(none.why())) {
      address = addresses.getLast();
      outcome = sendCall(address, call);
    }
    return switch (outcome) {
      case HttpAnswer answer -> new Answer(answer.status(), answer.body());
      case NoAnswer none -> throw new AgentUnreachableException(address, why(none), null);
    };
  }

  private static HttpOutcome sendCall(URI address, Function<URI, HttpCall> call) {
    try {
      return call.apply(address).atMost(MAX_BYTES).send();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AgentUnreachableException(address, "interrupted", e);
    }
  }

  private static String why(NoAnswer none) {
    return switch (none.why()) {
      case LATE -> "no answer within 1 s";
      case REFUSED -> "connection refused";
      default -> none.sentence();
    };
  }
}
