package io.mgeosync.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.drill.Sample.Outcome;
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
 * Each request asks the load balancer to say which node answered: a service that is asked directly
 * says nothing.
 */
public final class ServiceClient implements AutoCloseable {
  /** What a drill's request says to a load balancer, and what that adds to the answer for it. */
  static final String DRILL_HEADER = "X-Mgeo-Drill";

  static final String NODE_HEADER = "X-Mgeo-Node";
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
   * @param node who answered, by the load balancer's word; empty when it says nothing
   */
  record Answer(@Nullable JsonNode json, Outcome outcome, String problem, String node) {}

  Answer askService(String body) {
    try {
      return switch (connections.send(HttpCall.post(url, body, timeout).with(DRILL_HEADER, "1"))) {
        case HttpAnswer answer -> read(answer);
        case NoAnswer none -> broken(none);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("the drill ended before the answer");
    }
  }

  /** The same, judged: what the question's answer should have been decides. */
  Answer askService(Question question) {
    Answer answer = askService(question.body());
    JsonNode json = answer.json();
    return json == null
        ? answer
        : question
            .right()
            .problem(json)
            .map(problem -> new Answer(json, Outcome.WRONG, ReportQuote.of(problem), answer.node()))
            .orElse(answer);
  }

  private static Answer read(HttpAnswer response) {
    String node = response.header(NODE_HEADER).orElse("");
    if (response.status() != OK) {
      return new Answer(null, Outcome.FAILED, "HTTP " + response.status(), node);
    }
    try {
      JsonNode json = JSON.readTree(response.body());
      return json.isMissingNode() ? notJson(node) : new Answer(json, Outcome.RIGHT, "", node);
    } catch (JsonProcessingException e) {
      return notJson(node);
    }
  }

  private static Answer notJson(String node) {
    return new Answer(null, Outcome.WRONG, "the answer is not JSON", node);
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
    return new Answer(null, Outcome.FAILED, problem, "");
  }

  @Override
  public void close() {
    connections.close();
  }
}
