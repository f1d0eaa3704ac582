package io.mgeosync.publish;

/** Adds up the bytes of all uploads and tells the listener, one call at a time. */
final class Progress {
  private final long total;
  private final PublishListener listener;
  private long done;

  Progress(long total, PublishListener listener) {
    this.total = total;
    this.listener = listener;
  }

  synchronized void add(long bytes) {
    if (bytes != 0) {
      done += bytes;
      listener.progress(done, total);
    }
  }
}
