package io.mgeosync.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access modes of all that the program makes, under every umask: under 077 a service could not
 * read its model, and under 000 any user could change what the agent believes.
 */
public final class Modes {
  private static final Logger log = LoggerFactory.getLogger(Modes.class);
  private static final Set<PosixFilePermission> READ_ONLY_FILE = of("r--r--r--");
  private static final Set<PosixFilePermission> WRITABLE_FILE = of("rw-r--r--");
  private static final Set<PosixFilePermission> PRIVATE_FILE = of("rw-------");
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

  /** Makes a file where there is nothing, not even a link. All may read it. */
  static FileChannel create(Path file) throws IOException {
    return opened(file, WRITABLE_FILE, CREATE_NEW, WRITE);
  }

  /**
   * Opens a file of this program's own, which all may read and its owner alone may write if it is
   * made here; one that is there keeps its mode.
   *
   * @throws StateUnusableException when another user could change it
   */
  static FileChannel openOwn(Path file) throws IOException {
    StateOwnership.ofThisProcess().requireFile(file);
    return Files.notExists(file, LinkOption.NOFOLLOW_LINKS)
        ? opened(file, WRITABLE_FILE, CREATE, READ, WRITE)
        : FileChannel.open(file, Set.of(READ, WRITE, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Opens a file that its owner alone may open, from now on: who may read a file may lock it, too.
   *
   * @throws StateUnusableException when another user could change it
   */
  static FileChannel openPrivate(Path file) throws IOException {
    StateOwnership.ofThisProcess().requireFile(file);
    return opened(file, PRIVATE_FILE, CREATE, READ, WRITE);
  }

  /**
   * Opens a lock that several users may share, such as publishers of one group: who may not write
   * it may not read it either, as far as its mode can be set. What a reader locks, no writer gets.
   */
  public static FileChannel openSharedLock(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, Set.of(CREATE, WRITE, LinkOption.NOFOLLOW_LINKS));
    try {
      set(file, withoutMereReaders(Files.getPosixFilePermissions(file)));
    } catch (IOException | UnsupportedOperationException e) {
      log.debug("{} keeps its mode: {}", file, e.toString());
    }
    return channel;
  }

  private static Set<PosixFilePermission> withoutMereReaders(Set<PosixFilePermission> mode) {
    Set<PosixFilePermission> writers = new HashSet<>(mode);
    if (!mode.contains(PosixFilePermission.GROUP_WRITE)) {
      writers.remove(PosixFilePermission.GROUP_READ);
    }
    if (!mode.contains(PosixFilePermission.OTHERS_WRITE)) {
      writers.remove(PosixFilePermission.OTHERS_READ);
    }
    return writers;
  }

  private static FileChannel opened(Path file, Set<PosixFilePermission> mode, OpenOption... options)
      throws IOException {
    Set<OpenOption> all = new HashSet<>(Set.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = FileChannel.open(file, all, PosixFilePermissions.asFileAttribute(mode));
    try {
      set(file, mode);
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
