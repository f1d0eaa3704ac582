package io.mgeosync.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of a disk is in use, and by what; in bytes. */
public final class DiskUse {
  private DiskUse() {}

  /** The lengths of all files in a tree. */
  public static long of(Path tree) {
    long[] sum = {0};
    Trees.bottomUp(tree, file -> sum[0] += Files.size(file), folder -> {});
    return sum[0];
  }

  /**
   * The size of the file system; what it reserves for root counts as in use.
   *
   * @param directory exists
   */
  public static long total(Path directory) {
    try {
      return Files.getFileStore(directory).getTotalSpace();
    } catch (IOException e) {
      throw DiskFailures.explain(directory, e);
    }
  }
}
