package io.mgeosync.http;

import io.mgeosync.failover.verdict.NodeVerdict;

/** The last snapshots, made elsewhere, only read here: both return at once. */
public interface NodeStatus {
  /** What the node says of itself at this moment. */
  NodeVerdict verdict();

  /** The whole status, one JSON object. */
  String json();
}
