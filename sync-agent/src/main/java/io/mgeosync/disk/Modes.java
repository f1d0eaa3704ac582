package io.mgeosync.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The access modes of a release and of staging. */
public final class Modes {
  private static final Set<PosixFilePermission> READ_ONLY_FILE = of("r--r--r--");
  private static final Set<PosixFilePermission> WRITABLE_FILE = of("rw-r--r--");
  private static final Set<PosixFilePermission> READ_ONLY_FOLDER = of("r-xr-xr-x");
  private static final Set<PosixFilePermission> WRITABLE_FOLDER = of("rwxr-xr-x");

  private Modes() {}

  private static Set<PosixFilePermission> of(String rwx) {
    return Set.copyOf(PosixFilePermissions.fromString(rwx));
  }

  public static void sealFile(Path file) throws IOException {
    set(file, READ_ONLY_FILE);
  }

  public static void openFile(Path file) throws IOException {
    set(file, WRITABLE_FILE);
  }

  public static void sealFolder(Path folder) throws IOException {
    set(folder, READ_ONLY_FOLDER);
  }

  public static void openFolder(Path folder) throws IOException {
    set(folder, WRITABLE_FOLDER);
  }

  /** A mode that is right stays untouched, so that the file's change time tells of real changes. */
  private static void set(Path path, Set<PosixFilePermission> mode) throws IOException {
    if (!Files.isSymbolicLink(path)
        && !Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(mode)) {
      Files.setPosixFilePermissions(path, mode);
    }
  }
}
