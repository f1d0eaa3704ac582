package io.mgeosync.agent.http;

import io.mgeosync.probe.node.Turn;
import io.mgeosync.verdict.NodeVerdict;
import java.util.Optional;

/** The last snapshots, made elsewhere, only read here: each returns at once. */
public interface NodeStatus {
  /** What the node says of itself at this moment. */
  NodeVerdict verdict();

  /** How it stands with its turn to leave service for a switch. */
  Turn turn();

  /** Why a look at this node is stuck for good, in one line; empty while all of them go on. */
  Optional<String> stuck();

  /** Whether the node was looked at as a whole since the agent started. */
  default boolean hasLooked() {
    return true;
  }

  /** The whole status, one JSON object. */
  String json();
}
