package io.mgeosync.director.client;

import io.mgeosync.base.NodeName;
import java.util.Optional;

/**
 * What a director thinks of one node.
 *
 * @param primary whether it has requests when everything is well, as a switchover may have changed
 * @param state the director's own word: {@code ready}, {@code refused}, {@code unknown}, {@code
 *     draining}, {@code proving} or {@code held}
 * @param why one line; empty when there is nothing to say
 * @param overridden an operator's drain, or a drill, holds it out of the route
 */
public record ReportedNode(
    NodeName name,
    boolean primary,
    String state,
    String why,
    boolean overridden,
    Optional<String> version,
    Optional<String> gpu) {

  /** Whether new requests may go to it. */
  public boolean ready() {
    return state.equals("ready") && !overridden;
  }
}
