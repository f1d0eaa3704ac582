package io.mgeosync.probe.smoke;

import com.fasterxml.jackson.databind.JsonNode;

/** One entry of a service's answer, as an adapter reads it. */
sealed interface AnswerEntry {
  String label();

  /** A number or a text; anything else that the service put there is neither. */
  record Value(String label, JsonNode node) implements AnswerEntry {}

  /** A labelled stretch of text. */
  record Span(String label, int start, int end, String span) implements AnswerEntry {
    @Override
    public String toString() {
      return "%s %d-%d %s".formatted(label, start, end, span);
    }
  }
}
