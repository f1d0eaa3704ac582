package io.mgeosync.agent.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.http.Answer;
import io.mgeosync.http.Snapshots;

/** What an operator asks. */
final class StatusEndpoints {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NodeStatus status;

  StatusEndpoints(NodeStatus status) {
    this.status = status;
  }

  /** An agent that can say how its node is, good or bad, and that goes on looking, lives. */
  Answer live() {
    return Snapshots.read(
        () -> {
          status.verdict();
          return status
              .stuck()
              .map(StatusEndpoints::dead)
              .orElseGet(() -> Answer.json(200, "{\"live\":true,\"reasons\":[]}"));
        },
        () -> Snapshots.unknown("live"));
  }

  private static Answer dead(String why) {
    ObjectNode json = JSON.createObjectNode().put("live", false);
    json.putArray("reasons").add(why);
    return Answer.json(503, json.toString());
  }

  /** What the peers of this node ask before they switch. */
  Answer turn() {
    return Snapshots.read(
        () -> Answer.json(200, status.turn().json()), () -> Snapshots.unknown("ready"));
  }

  Answer status() {
    return Snapshots.read(() -> Answer.json(200, status.json()), () -> Snapshots.unknown("ready"));
  }
}
