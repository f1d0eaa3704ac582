package io.mgeosync.probe.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * One file of the machine, by any of its paths.
 *
 * @param device as stat(2) encodes it
 */
public record FileId(long device, long inode) {
  private static final long MINOR_LOW = 0xffL;
  private static final long MAJOR_LOW = 0xfffL;

  /**
   * The file that the path names, links followed.
   *
   * @throws IOException also when there is none
   */
  public static FileId of(Path path) throws IOException {
    Map<String, Object> stat = Files.readAttributes(path, "unix:dev,ino");
    return new FileId(number(stat, "dev"), number(stat, "ino"));
  }

  /** As makedev(3) of the GNU C library puts the two numbers together. */
  static FileId of(long major, long minor, long inode) {
    long device =
        ((major & MAJOR_LOW) << 8)
            | ((major & ~MAJOR_LOW) << 32)
            | (minor & MINOR_LOW)
            | ((minor & ~MINOR_LOW) << 12);
    return new FileId(device, inode);
  }

  private static long number(Map<String, Object> stat, String name) {
    return ((Number) Objects.requireNonNull(stat.get(name), name)).longValue();
  }
}
