package io.mgeosync.e2e.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One way to bring a published version to this machine. */
interface Peer extends AutoCloseable {
  /** What a peer has made sure of when it says that it is done. */
  enum Proof {
    NOTHING,
    EVERY_BYTE
  }

  String name();

  Proof proof();

  /** Why this peer cannot run here. */
  Optional<String> missing();

  /** Brings it to where it was before its first pull: nothing here. Not timed. */
  void forget() throws IOException;

  /**
   * Brings a version here and says what that cost; nothing before or after is counted.
   *
   * @throws RunFailedException if it does not work
   */
  Usage pull(Version version) throws IOException;

  /** The directory with the files of the last pull. */
  Path tree() throws IOException;

  /** True for a process that waits for work: its shortest runs are measured many at a time. */
  default boolean warm() {
    return false;
  }

  @Override
  default void close() {}
}
