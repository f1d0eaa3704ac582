package io.mgeosync.probe.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.probe.ProbeResult;

/** What came of one request. */
public sealed interface SmokeReply {
  /** An answer to be compared. */
  record Answered(JsonNode json) implements SmokeReply {}

  /** No answer, or one that is a verdict by itself. */
  record Decided(ProbeResult result) implements SmokeReply {}
}
