package io.mgeosync.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What stat(2) tells of a regular file. The kernel sets the change time on every write, truncation
 * and change of mode, and no call sets it back: an equal stamp means an untouched file, as long as
 * no process writes to the disk behind the file system's back.
 *
 * @param size in bytes
 */
public record FileStamp(long inode, long size, int mode, FileTime modified, FileTime changed) {
  private static final int TYPE_MASK = 0170000;
  private static final int REGULAR_FILE = 0100000;

  /**
   * Asks the kernel now.
   *
   * @throws IOException also when there is nothing
   */
  public static FileStamp of(Path file) throws IOException {
    Map<String, Object> stat =
        Files.readAttributes(
            file, "unix:ino,size,mode,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
    return new FileStamp(
        number(stat, "ino").longValue(),
        number(stat, "size").longValue(),
        number(stat, "mode").intValue(),
        time(stat, "lastModifiedTime"),
        time(stat, "ctime"));
  }

  /** Neither a link nor anything special. */
  public boolean isRegularFile() {
    return (mode & TYPE_MASK) == REGULAR_FILE;
  }

  private static Number number(Map<String, Object> stat, String name) {
    return (Number) value(stat, name);
  }

  private static FileTime time(Map<String, Object> stat, String name) {
    return (FileTime) value(stat, name);
  }

  private static Object value(Map<String, Object> stat, String name) {
    Object value = stat.get(name);
    if (value == null) {
      throw new IllegalStateException("stat without " + name);
    }
    return value;
  }
}
