package io.mgeosync.cli;

import io.mgeosync.config.HttpSettings;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The agent of this node, asked over HTTP as everybody else asks it. */
final class AgentEndpoint {
  /** For the whole answer, body included: a hung agent must not hang its caller. */
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private final URI address;

  AgentEndpoint(HttpSettings listen) {
    this.address = URI.create("http://" + new HttpSettings(host(listen), listen.port()) + "/");
  }

  /** An agent that listens everywhere is asked over the loopback. */
  private static String host(HttpSettings listen) {
    return switch (listen.host()) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "::1";
      default -> listen.host();
    };
  }

  /** Whatever the agent answered. */
  record Answer(int status, String body) {}

  /**
   * One question.
   *
   * @throws AgentUnreachableException when there was no whole answer within a second
   */
  Answer get(String path) {
    return send(HttpRequest.newBuilder(address.resolve(path)).GET());
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
      String why = "it answered HTTP %d to POST /%s".formatted(status, path);
      throw new AgentUnreachableException(address, why, null);
    }
  }

  /**
   * One request to do something, for who heeds a refusal.
   *
   * @throws AgentUnreachableException when there was no whole answer within a second
   */
  Answer post(String path) {
    return send(HttpRequest.newBuilder(address.resolve(path)).POST(BodyPublishers.noBody()));
  }

  private Answer send(HttpRequest.Builder request) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DEADLINE)
            .proxy(ProxySelector.of(null))
            .build();
    try {
      return await(client.sendAsync(request.timeout(DEADLINE).build(), BodyHandlers.ofString()));
    } finally {
      client.shutdownNow();
    }
  }

  private Answer await(CompletableFuture<HttpResponse<String>> sent) {
    try {
      HttpResponse<String> response = sent.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      throw new AgentUnreachableException(address, "no answer within 1 s", e);
    } catch (ExecutionException e) {
      throw new AgentUnreachableException(address, why(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AgentUnreachableException(address, "interrupted", e);
    }
  }

  private static String why(@Nullable Throwable cause) {
    return cause instanceof ConnectException ? "connection refused" : String.valueOf(cause);
  }
}
