package io.mgeosync.director.route;

import org.jspecify.annotations.Nullable;

/**
 * What a node tells of itself beside its verdict; null where it tells nothing.
 *
 * @param smokeSeconds how long its golden answers took
 */
public record NodeInfo(
    @Nullable String version, @Nullable String gpu, @Nullable Double smokeSeconds) {
  public static final NodeInfo NOTHING = new NodeInfo(null, null, null);
}
