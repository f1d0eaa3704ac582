package io.mgeosync.http;

/** What an operator asks. */
final class StatusEndpoints {
  private final NodeStatus status;

  StatusEndpoints(NodeStatus status) {
    this.status = status;
  }

  /** An agent that can say how its node is, good or bad, lives. */
  Answer live() {
    return Snapshots.read(
        () -> {
          status.verdict();
          return Answer.json(200, "{\"live\":true,\"reasons\":[]}");
        },
        () -> Snapshots.unknown("live"));
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
