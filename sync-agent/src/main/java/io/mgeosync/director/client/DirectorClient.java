package io.mgeosync.director.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.base.Durations;
import io.mgeosync.base.NodeName;
import io.mgeosync.base.UnixUrl;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.net.HttpAnswer;
import io.mgeosync.net.HttpCall;
import io.mgeosync.net.NoAnswer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One director. Every call ends within {@value #DEADLINE_SECONDS} seconds, and throws {@link
 * DirectorUnreachableException} when there was no whole answer by then; every order ends with a
 * {@link Refusal} of kind UNAVAILABLE when the director ran into trouble with it. May be used by
 * several threads.
 */
public final class DirectorClient {
  private static final int DEADLINE_SECONDS = 3;
  private static final Duration DEADLINE = Duration.ofSeconds(DEADLINE_SECONDS);
  private static final int OK = 200;
  private static final int FIRST_ERROR = 300;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;

  /**
   * Asks nothing yet.
   *
   * @param address http or https with a host, or http+unix with a socket; any path is dropped
   */
  public DirectorClient(URI address) {
    this.address = address.resolve("/");
  }

  /** As messages name it: its URL, or its socket's path. */
  public String name() {
    return UnixUrl.shown(address);
  }

  URI address() {
    return address;
  }

  /** What it knows and does now. */
  public DirectorState state() {
    HttpAnswer answer = sendCall(HttpCall.get(address.resolve("status"), DEADLINE));
    if (answer.status() != OK) {
      throw unreachable("%s to /status".formatted(answer.describeStatus()), null);
    }
    try {
      return StateReader.read(JSON.readTree(answer.body()));
    } catch (IOException | RuntimeException e) {
      throw unreachable("what it answers is not a director's status", e);
    }
  }

  /**
   * What it knows of one node.
   *
   * @throws Refusal when that is nothing
   */
  public ReportedNode node(DirectorState state, NodeName name) {
    return state
        .node(name)
        .orElseThrow(
            () ->
                DirectorRefusals.noSuchNode(
                    address, name, state.nodes().stream().map(ReportedNode::name).toList()));
  }

  /**
   * Makes a node the primary, also for the time after a restart.
   *
   * @throws Refusal when it is not ready
   */
  public void switchover(NodeName to) {
    postCommand("switchover?to=" + to);
  }

  /**
   * Has no new requests go to a node for a time, as before maintenance.
   *
   * @throws Refusal when no other node is ready
   */
  public void drainNode(NodeName node, Duration time) {
    postCommand("nodes/%s/drain?for=%s".formatted(node, Durations.format(time)));
  }

  /**
   * Treats a node for a time as if it had refused.
   *
   * @throws Refusal when no other node is ready
   */
  public void refuseNode(NodeName node, Duration time) {
    postCommand("nodes/%s/refuse?for=%s".formatted(node, Durations.format(time)));
  }

  /** Undoes {@link #drainNode} and {@link #refuseNode}. */
  public void releaseNode(NodeName node) {
    postCommand("nodes/%s/release".formatted(node));
  }

  /** The command that does by hand what {@link #releaseNode} does. */
  public String releaseByHand(NodeName node) {
    String path = "nodes/%s/release".formatted(node);
    return UnixUrl.socket(address)
        .map(socket -> "curl --unix-socket %s -X POST http://localhost/%s".formatted(socket, path))
        .orElseGet(() -> "curl -X POST " + address.resolve(path));
  }

  private void postCommand(String path) {
    HttpAnswer answer = sendCall(HttpCall.post(address.resolve(path), DEADLINE));
    int status = answer.status();
    if (status >= FIRST_SERVER_ERROR) {
      throw DirectorRefusals.failed(address, status, reason(answer));
    }
    if (status >= FIRST_ERROR) {
      throw DirectorRefusals.refused(address, reason(answer));
    }
  }

  private static String reason(HttpAnswer answer) {
    String text = answer.body().strip();
    String said;
    try {
      JsonNode json = JSON.readTree(text);
      said = json.path("reason").asText(json.path("error").asText(text));
    } catch (JsonProcessingException e) {
      said = text;
    }
    return said.isEmpty() ? "HTTP " + answer.status() : StateReader.line(said);
  }

  private HttpAnswer sendCall(HttpCall call) {
    try {
      return switch (call.send()) {
        case HttpAnswer answer -> answer;
        case NoAnswer none ->
            throw unreachable(
                switch (none.why()) {
                  case LATE -> "no answer within %d s".formatted(DEADLINE_SECONDS);
                  case REFUSED -> "connection refused";
                  default -> none.sentence();
                },
                null);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted", e);
    }
  }

  private DirectorUnreachableException unreachable(String why, @Nullable Throwable cause) {
    return new DirectorUnreachableException(address, why, cause);
  }
}
