package io.mgeosync.e2e.bench.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.e2e.harness.Http.Reply;

/** What came of one look at {@code /readyz}. */
enum Answer {
  READY("200"),
  NOT_NOW("503, not now"),
  UNKNOWN("503, unknown"),
  WRONG("503, wrong"),
  /** Any other status or standing. */
  OTHER("another answer"),
  /** Nothing listened. */
  NO_LISTENER("connection refused"),
  /** No answer in time, or half of one. */
  NO_ANSWER("no answer");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final String words;

  Answer(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }

  /** Whether a load balancer would take the node out for it. */
  boolean isRefusal() {
    return this == NOT_NOW || this == UNKNOWN || this == WRONG || this == OTHER;
  }

  /** By status and {@code standing}. */
  static Answer of(Reply reply) {
    String standing = standing(reply.body());
    if (reply.status() == OK) {
      return standing.equals("ready") ? READY : OTHER;
    }
    return reply.status() != UNAVAILABLE
        ? OTHER
        : switch (standing) {
          case "not-now" -> NOT_NOW;
          case "unknown" -> UNKNOWN;
          case "wrong" -> WRONG;
          default -> OTHER;
        };
  }

  private static String standing(String body) {
    try {
      return JSON.readTree(body).path("standing").asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
