package io.mgeosync.publish;

/** Hears how far a publish has come; called from several threads, never two at once. */
@FunctionalInterface
public interface PublishListener {
  PublishListener NONE = (done, total) -> {};

  /**
   * Some bytes more, or taken back.
   *
   * @param done bytes that the store has or that were there already; goes back when an upload
   *     starts over
   * @param total bytes of the whole bundle
   */
  void progress(long done, long total);
}
