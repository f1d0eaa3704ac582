package io.mgeosync.director.nginx;

import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One file that is replaced on trial. What was there before lies beside it from {@link #begin}
 * until {@link #end} or {@link #takeBack}, over a crash, too.
 *
 * @param file may be missing before the first change
 */
record Change(Path file) {
  private Path before() {
    return file.resolveSibling(file.getFileName() + ".before");
  }

  /** Whether these are the file's bytes, and no change is under way. */
  boolean isDone(byte[] wanted) {
    return Files.notExists(before()) && Files.exists(file) && Arrays.equals(read(file), wanted);
  }

  /** Keeps what is there; of two changes on end it is the one before the first. */
  void begin() {
    if (Files.notExists(before())) {
      DurableFiles.writeAtomically(before(), Files.exists(file) ? read(file) : new byte[0]);
    }
  }

  void takeBack() {
    DurableFiles.renameDurably(before(), file);
  }

  void end() {
    try {
      Files.deleteIfExists(before());
    } catch (IOException e) {
      throw DiskFailures.explain(before(), e);
    }
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw DiskFailures.explain(path, e);
    }
  }
}
