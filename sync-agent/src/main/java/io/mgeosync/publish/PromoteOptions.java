package io.mgeosync.publish;

import java.time.Duration;

/**
 * How a version is promoted.
 *
 * @param keepServing the version that was desired until now may go on serving beside the new one,
 *     so that nodes move one after another; a promote without it ends the rollout
 * @param prefetchOnly nodes only bring it to their disks; what may serve stays as it is
 * @param validity how long nodes believe the channel before it must be renewed; at least a second
 */
public record PromoteOptions(boolean keepServing, boolean prefetchOnly, Duration validity) {
  public static final PromoteOptions DEFAULT =
      new PromoteOptions(false, false, Duration.ofDays(90));

  public PromoteOptions {
    if (validity.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a channel is valid for at least one second");
    }
    if (keepServing && prefetchOnly) {
      throw new IllegalArgumentException("a prefetch changes nothing that serves: choose one");
    }
  }

  public PromoteOptions withKeepServing() {
    return new PromoteOptions(true, prefetchOnly, validity);
  }

  public PromoteOptions withPrefetchOnly() {
    return new PromoteOptions(keepServing, true, validity);
  }

  public PromoteOptions withValidity(Duration newValidity) {
    return new PromoteOptions(keepServing, prefetchOnly, newValidity);
  }
}
