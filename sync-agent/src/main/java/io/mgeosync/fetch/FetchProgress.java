package io.mgeosync.fetch;

/**
 * How far a fetch is; all in bytes.
 *
 * @param fetched proven, and came from the store in this run
 * @param reused proven, and was on this disk already
 * @param total what the bundle has
 */
public record FetchProgress(long fetched, long reused, long total) {
  FetchProgress plusFetched(long bytes) {
    return new FetchProgress(fetched + bytes, reused, total);
  }

  FetchProgress plusReused(long bytes) {
    return new FetchProgress(fetched, reused + bytes, total);
  }

  public boolean complete() {
    return fetched + reused == total;
  }
}
