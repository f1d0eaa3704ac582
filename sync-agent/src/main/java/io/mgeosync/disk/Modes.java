package io.mgeosync.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The access modes of all that the program makes, under every umask: under 077 a service could not
 * read its model, and under 000 any user could change what the agent believes.
 */
public final class Modes {
  private static final Set<PosixFilePermission> READ_ONLY_FILE = of("r--r--r--");
  private static final Set<PosixFilePermission> WRITABLE_FILE = of("rw-r--r--");
  private static final Set<PosixFilePermission> READ_ONLY_FOLDER = of("r-xr-xr-x");
  private static final Set<PosixFilePermission> WRITABLE_FOLDER = of("rwxr-xr-x");

  private Modes() {}

  private static Set<PosixFilePermission> of(String rwx) {
    return Set.copyOf(PosixFilePermissions.fromString(rwx));
  }

  /** To make a file with, so that it is not even for a moment writable for others. */
  public static FileAttribute<?> newFile() {
    return PosixFilePermissions.asFileAttribute(WRITABLE_FILE);
  }

  /** To make a folder with. */
  public static FileAttribute<?> newFolder() {
    return PosixFilePermissions.asFileAttribute(WRITABLE_FOLDER);
  }

  /** For a folder that only its owner may look into, with all that is made in it. */
  public static FileAttribute<?> newPrivateFolder() {
    return PosixFilePermissions.asFileAttribute(of("rwx------"));
  }

  /**
   * Opens a file to write, which all may read and its owner alone may write if it is made here; one
   * that is there keeps its mode.
   */
  static FileChannel open(Path file, OpenOption... options) throws IOException {
    boolean made = Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = FileChannel.open(file, Set.of(options), newFile());
    try {
      if (made) {
        openFile(file);
      }
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
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
