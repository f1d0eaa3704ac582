package io.mgeosync.failover.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.failover.drill.Sample.Outcome;
import io.mgeosync.net.Connections;
import io.mgeosync.net.HttpAnswer;
import io.mgeosync.net.HttpCall;
import io.mgeosync.net.NoAnswer;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service through the load balancer, as its clients do: POST of JSON, connections kept, no
 * retries. An answer is 200 with JSON; 200 with anything else is wrong, any other status is none.
 */
public final class ServiceClient implements AutoCloseable {
  private static final int OK = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final Duration timeout;
  private final Connections connections = Connections.kept();

  /**
   * Sends nothing yet.
   *
   * @param timeout of one request, counted from when it is really sent
   */
  public ServiceClient(URI url, Duration timeout) {
    this.url = url;
    this.timeout = timeout;
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
    try {
      return switch (connections.send(HttpCall.post(url, body, timeout))) {
        case HttpAnswer answer -> read(answer);
        case NoAnswer none -> broken(none);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("the drill ended before the answer");
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
            .map(problem -> new Answer(json, Outcome.WRONG, Quote.of(problem)))
            .orElse(answer);
  }

  private static Answer read(HttpAnswer response) {
    if (response.status() != OK) {
      return failed("HTTP " + response.status());
    }
    try {
      JsonNode json = JSON.readTree(response.body());
      return json.isMissingNode() ? notJson() : new Answer(json, Outcome.RIGHT, "");
    } catch (JsonProcessingException e) {
      return notJson();
    }
  }

  private static Answer notJson() {
    return new Answer(null, Outcome.WRONG, "the answer is not JSON");
  }

  private Answer broken(NoAnswer none) {
    return failed(
        switch (none.why()) {
          case LATE -> "no answer within %d ms".formatted(timeout.toMillis());
          case REFUSED -> "connection refused";
          default -> none.sentence();
        });
  }

  private static Answer failed(String problem) {
    return new Answer(null, Outcome.FAILED, problem);
  }

  @Override
  public void close() {
    connections.close();
  }
}
