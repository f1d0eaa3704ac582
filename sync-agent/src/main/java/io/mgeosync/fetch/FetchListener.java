package io.mgeosync.fetch;

/** Is told how a fetch goes on; called from several threads, one at a time. Must be quick. */
@FunctionalInterface
public interface FetchListener {
  void progress(FetchProgress progress);

  static FetchListener none() {
    return progress -> {};
  }
}
