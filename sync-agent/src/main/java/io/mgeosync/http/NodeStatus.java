package io.mgeosync.http;

import io.mgeosync.failover.verdict.NodeVerdict;
import io.mgeosync.probe.node.Turn;

/** The last snapshots, made elsewhere, only read here: both return at once. */
public interface NodeStatus {
  /** What the node says of itself at this moment. */
  NodeVerdict verdict();

  /** How it stands with its turn to leave service for a switch. */
  Turn turn();

  /** The whole status, one JSON object. */
  String json();
}
