package io.mgeosync.http;

import java.util.List;

/**
 * The last snapshot, in the words of this package: made elsewhere, only read here.
 *
 * @param live whether the agent itself works
 * @param ready whether traffic may come
 * @param reasons why not, one line each; empty when ready
 * @param json the whole status, one JSON object
 */
public record NodeStatus(boolean live, boolean ready, List<String> reasons, String json) {
  public NodeStatus {
    reasons = List.copyOf(reasons);
  }
}
