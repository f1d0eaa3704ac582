package io.mgeosync.disk;

import java.util.Map;
import java.util.Objects;

/**
 * Who may do what with a file or folder, as stat(2) tells it.
 *
 * @param owner by number
 * @param group by number
 */
record FileAccess(int mode, int owner, int group) {
  /** For {@link java.nio.file.Files#readAttributes}. */
  static final String NAMES = "unix:mode,uid,gid";

  private static final int TYPE = 0170000;
  private static final int REGULAR_FILE = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int LINK = 0120000;
  private static final int STICKY = 01000;
  private static final int GROUP_WRITE = 0020;
  private static final int OTHERS_WRITE = 0002;
  private static final int NOT_OWNER = 0077;

  static FileAccess of(Map<String, Object> stat) {
    return new FileAccess(number(stat, "mode"), number(stat, "uid"), number(stat, "gid"));
  }

  private static int number(Map<String, Object> stat, String name) {
    return (int) Objects.requireNonNull(stat.get(name), name);
  }

  boolean isRegularFile() {
    return (mode & TYPE) == REGULAR_FILE;
  }

  boolean isDirectory() {
    return (mode & TYPE) == DIRECTORY;
  }

  /** A link has all bits, and none of them counts. */
  boolean isWritableForOthers() {
    return (mode & TYPE) != LINK && (mode & OTHERS_WRITE) != 0;
  }

  boolean isWritableForGroup() {
    return (mode & TYPE) != LINK && (mode & GROUP_WRITE) != 0;
  }

  /** Of a folder in which each user may delete only what is their own. */
  boolean isSticky() {
    return (mode & STICKY) != 0;
  }

  /** The owner alone may do anything with it. */
  boolean isPrivate() {
    return (mode & NOT_OWNER) == 0;
  }
}
