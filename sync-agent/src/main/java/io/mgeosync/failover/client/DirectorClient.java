package io.mgeosync.failover.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.config.Durations;
import io.mgeosync.config.NodeName;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One director. Every call ends within {@value #DEADLINE_SECONDS} seconds, and throws {@link
 * DirectorUnreachableException} when there was no whole answer by then; every order ends with
 * {@link DirectorFailedException} when the director ran into trouble with it. May be used by
 * several threads.
 */
public final class DirectorClient implements AutoCloseable {
  private static final int DEADLINE_SECONDS = 3;
  private static final Duration DEADLINE = Duration.ofSeconds(DEADLINE_SECONDS);
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final int OK = 200;
  private static final int FIRST_ERROR = 300;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(DEADLINE)
          .proxy(ProxySelector.of(null))
          .build();

  /**
   * Asks nothing yet.
   *
   * @param address http or https, with a host; any path is dropped
   */
  public DirectorClient(URI address) {
    this.address = address.resolve("/");
  }

  public URI address() {
    return address;
  }

  /** What it knows and does now. */
  public DirectorState state() {
    HttpResponse<byte[]> answer = send(request("status").GET());
    if (answer.statusCode() != OK) {
      throw unreachable("it answered HTTP %d to /status".formatted(answer.statusCode()), null);
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
   * @throws NoSuchNodeException when that is nothing
   */
  public NodeState node(DirectorState state, NodeName name) {
    return state
        .node(name)
        .orElseThrow(
            () ->
                new NoSuchNodeException(
                    address, name, state.nodes().stream().map(NodeState::name).toList()));
  }

  /**
   * Makes a node the primary, also for the time after a restart.
   *
   * @throws DirectorRefusedException when it is not ready
   */
  public void switchover(NodeName to) {
    post("switchover?to=" + to);
  }

  /**
   * Has no new requests go to a node for a time, as before maintenance.
   *
   * @throws DirectorRefusedException when no other node is ready
   */
  public void drain(NodeName node, Duration time) {
    post("nodes/%s/drain?for=%s".formatted(node, Durations.format(time)));
  }

  /**
   * Treats a node for a time as if it had refused.
   *
   * @throws DirectorRefusedException when no other node is ready
   */
  public void refuse(NodeName node, Duration time) {
    post("nodes/%s/refuse?for=%s".formatted(node, Durations.format(time)));
  }

  /** Undoes {@link #drain} and {@link #refuse}. */
  public void release(NodeName node) {
    post("nodes/%s/release".formatted(node));
  }

  /** The command that does by hand what {@link #release} does. */
  public String releaseByHand(NodeName node) {
    return "curl -X POST " + address.resolve("nodes/%s/release".formatted(node));
  }

  private void post(String path) {
    HttpResponse<byte[]> answer = send(request(path).POST(BodyPublishers.noBody()));
    int status = answer.statusCode();
    if (status >= FIRST_SERVER_ERROR) {
      throw new DirectorFailedException(address, status, reason(answer));
    }
    if (status >= FIRST_ERROR) {
      throw new DirectorRefusedException(address, status, reason(answer));
    }
  }

  private static String reason(HttpResponse<byte[]> answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
    String said;
    try {
      JsonNode json = JSON.readTree(text);
      said = json.path("reason").asText(json.path("error").asText(text));
    } catch (JsonProcessingException e) {
      said = text;
    }
    return said.isEmpty() ? "HTTP " + answer.statusCode() : StateReader.line(said);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(DEADLINE);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      return sent.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw unreachable("no answer within %d s".formatted(DEADLINE_SECONDS), e);
    } catch (ExecutionException e) {
      throw unreachable(why(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted", e);
    } finally {
      sent.cancel(true);
    }
  }

  private static String why(@Nullable Throwable cause) {
    return cause instanceof ConnectException ? "connection refused" : String.valueOf(cause);
  }

  private DirectorUnreachableException unreachable(String why, @Nullable Throwable cause) {
    return new DirectorUnreachableException(address, why, cause);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
