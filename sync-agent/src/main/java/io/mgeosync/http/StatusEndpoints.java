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

  Answer status() {
    return Snapshots.read(() -> Answer.json(200, status.json()), () -> Snapshots.unknown("ready"));
  }
}
