package io.mgeosync.fetch;

/** Adds up a fetch's progress and tells the listener, one call at a time. */
final class ProgressMeter {
  private final FetchListener listener;
  private FetchProgress progress;

  ProgressMeter(FetchListener listener, long total) {
    this.listener = listener;
    this.progress = new FetchProgress(0, 0, total);
  }

  synchronized void fetched(long bytes) {
    progress = progress.plusFetched(bytes);
    listener.progress(progress);
  }

  synchronized void reused(long bytes) {
    progress = progress.plusReused(bytes);
    listener.progress(progress);
  }
}
