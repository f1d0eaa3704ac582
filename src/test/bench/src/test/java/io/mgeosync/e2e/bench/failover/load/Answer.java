package io.mgeosync.e2e.bench.failover.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What a service answered.
 *
 * @param node who answered; empty when it does not say
 * @param received when the service had the request, in microseconds since 1970; 0 when unsaid
 */
record Answer(String version, double score, String node, long received) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Anything that is JSON; what is missing makes it a wrong one. */
  static Answer parse(String body) throws IOException {
    JsonNode json = JSON.readTree(body);
    return new Answer(
        json.path("version").asText(),
        json.path("score").asDouble(Double.NaN),
        json.path("node").asText(),
        json.path("at").asLong());
  }
}
