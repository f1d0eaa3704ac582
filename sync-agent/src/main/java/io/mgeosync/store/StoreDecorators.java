package io.mgeosync.store;

/** Puts around a store what every store needs. */
public final class StoreDecorators {
  private StoreDecorators() {}

  /** Retries outside, so that the metrics see each attempt. */
  public static Store wrap(
      Store store, RetrySettings retries, MinimumPace pace, StoreMetrics metrics) {
    return new RetryingStore(new MeasuredStore(store, metrics), retries, pace);
  }

  /** As {@link #wrap}, for a source that can only be read. */
  public static StoreReader wrapReader(
      StoreReader store, RetrySettings retries, MinimumPace pace, StoreMetrics metrics) {
    return new RetryingReader(new MeasuredReader(store, metrics), retries, pace);
  }
}
