package io.mgeosync.e2e.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One method on one path; each exception of its answer becomes a status and one line. */
record Endpoint(String method, String path, ObjectMapper json, Answer answer) {

  /** Computes the body of a 200 from the request's JSON (a missing node if it has no body). */
  interface Answer {
    Object to(JsonNode request) throws Exception;
  }

  private record Reply(int status, Object body) {
    static Reply error(int status, Exception e) {
      String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new Reply(status, Map.of("error", line));
    }
  }

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = reply(exchange);
      byte[] bytes =
          (json.writeValueAsString(reply.body()) + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Reply reply(HttpExchange exchange) {
    try {
      return new Reply(200, compute(exchange));
    } catch (HttpStatusException e) {
      return Reply.error(e.status(), e);
    } catch (Exception e) {
      return Reply.error(500, e);
    }
  }

  private Object compute(HttpExchange exchange) throws Exception {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      throw new HttpStatusException(404, "no such path");
    }
    if (!exchange.getRequestMethod().equals(method)) {
      throw new HttpStatusException(405, "use " + method);
    }
    return answer.to(body(exchange));
  }

  private JsonNode body(HttpExchange exchange) throws IOException, HttpStatusException {
    try {
      return json.readTree(exchange.getRequestBody());
    } catch (JsonProcessingException e) {
      throw new HttpStatusException(400, "not JSON: " + e.getOriginalMessage());
    }
  }
}
