package io.mgeosync.failover.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.failover.drill.Sample.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service through the load balancer, as its clients do: POST of JSON, connections kept, no
 * retries. An answer is 200 with JSON; 200 with anything else is wrong, any other status is none.
 */
public final class ServiceClient implements AutoCloseable {
  private static final int OK = 200;
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * Sends nothing yet.
   *
   * @param timeout of one request, counted from when it is really sent
   */
  public ServiceClient(URI url, Duration timeout) {
    this.url = url;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .proxy(ProxySelector.of(null))
            .build();
  }

  URI url() {
    return url;
  }

  /**
   * One answer.
   *
   * @param json empty unless the answer was 200 with JSON
   * @param problem why not; empty otherwise
   */
  record Answer(@Nullable JsonNode json, Outcome outcome, String problem) {}

  Answer ask(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(body))
            .build();
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      return read(sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return late();
    } catch (ExecutionException e) {
      return broken(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("the drill ended before the answer");
    } finally {
      sent.cancel(true);
    }
  }

  /** The same, judged: what the question's answer should have been decides. */
  Answer ask(Question question) {
    Answer answer = ask(question.body());
    JsonNode json = answer.json();
    return json == null
        ? answer
        : question
            .right()
            .problem(json)
            .map(problem -> new Answer(json, Outcome.WRONG, OneLine.of(problem)))
            .orElse(answer);
  }

  private static Answer read(HttpResponse<byte[]> response) {
    if (response.statusCode() != OK) {
      return failed("HTTP " + response.statusCode());
    }
    try {
      JsonNode json = JSON.readTree(response.body());
      return json.isMissingNode() ? notJson() : new Answer(json, Outcome.RIGHT, "");
    } catch (IOException e) {
      return notJson();
    }
  }

  private static Answer notJson() {
    return new Answer(null, Outcome.WRONG, "the answer is not JSON");
  }

  private Answer broken(@Nullable Throwable cause) {
    return switch (cause) {
      case ConnectException _ -> failed("connection refused");
      case HttpTimeoutException _ -> late();
      case null, default -> failed(OneLine.of(String.valueOf(cause)));
    };
  }

  private Answer late() {
    return failed("no answer within %d ms".formatted(timeout.toMillis()));
  }

  private static Answer failed(String problem) {
    return new Answer(null, Outcome.FAILED, problem);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
