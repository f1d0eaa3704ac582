package io.mgeosync.disk;

import static java.nio.file.StandardOpenOption.READ;

import io.mgeosync.manifest.TemporaryNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The one class that makes changes which survive a power cut. Each call is whole or not at all, and
 * durable once it returns. Failures are {@link StateUnusableException} or {@link
 * DiskFullException}.
 */
public final class DurableFiles {
  private DurableFiles() {}

  /** Replaces {@code file} by one that holds exactly these bytes; its folder is made if needed. */
  public static void writeAtomically(Path file, byte[] bytes) {
    Path temporary = temporaryBeside(file);
    createDirectories(parent(file));
    try {
      write(temporary, bytes);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      syncDirectory(parent(file));
    } catch (IOException e) {
      discard(temporary, e);
      throw DiskFailures.explain(file, e);
    }
  }

  /** A full disk keeps no half-written file. */
  private static void discard(Path temporary, IOException failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.deleteIfExists(file); // Left by a crash, or put there: it is not opened.
    try (FileChannel channel = Modes.create(file)) {
      ByteBuffer source = ByteBuffer.wrap(bytes);
      while (source.hasRemaining()) {
        channel.write(source);
      }
      channel.force(true);
      if (channel.size() != bytes.length) {
        throw new IOException("wrote %d bytes, found %d".formatted(bytes.length, channel.size()));
      }
    }
  }

  /** Adds one whole line to a file that only grows. A line torn by a crash has no line feed. */
  public static void appendLine(Path file, byte[] line) {
    createDirectories(parent(file));
    try (FileChannel channel = Modes.openOwn(file)) {
      long end = channel.size();
      ByteBuffer bytes = ByteBuffer.wrap(LineEnds.framed(line, LineEnds.endsOpen(channel)));
      while (bytes.hasRemaining()) {
        end += channel.write(bytes, end);
      }
      channel.force(true);
      syncDirectory(parent(file));
    } catch (IOException e) {
      throw DiskFailures.explain(file, e);
    }
  }

  /**
   * rename(2), then both folders are synced. What lies at {@code to} is replaced if it is a file or
   * a link.
   */
  public static void renameDurably(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      syncDirectory(parent(to));
      syncDirectory(parent(from));
    } catch (IOException e) {
      throw DiskFailures.explain(to, e);
    }
  }

  /** Makes {@code link} a symlink to {@code target}; a reader sees the old one or the new. */
  public static void replaceSymlink(Path link, Path target) {
    Path temporary = temporaryBeside(link);
    try {
      Files.deleteIfExists(temporary); // Left by a crash between the next two lines.
      Files.createSymbolicLink(temporary, target);
      Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
      syncDirectory(parent(link));
    } catch (IOException e) {
      throw DiskFailures.explain(link, e);
    }
  }

  /** Creates a folder and those above it; each new entry is durable. */
  public static void createDirectories(Path directory) {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path above = parent(directory);
    createDirectories(above);
    try {
      if (Files.notExists(directory)) {
        Files.createDirectory(directory, Modes.newFolder());
        Modes.openFolder(directory);
      }
      if (!Files.isDirectory(directory)) {
        throw new IOException("Not a directory");
      }
      syncDirectory(above);
    } catch (IOException e) {
      throw DiskFailures.explain(directory, e);
    }
  }

  /** Syncs every file and folder of a tree, the deepest first. */
  public static void syncTree(Path tree) {
    Trees.bottomUp(tree, DurableFiles::sync, DurableFiles::sync);
  }

  /** Syncs the folders of a tree, the deepest first: for trees whose files were synced already. */
  public static void syncFolders(Path tree) {
    Trees.bottomUp(tree, file -> {}, DurableFiles::sync);
  }

  /** Files become 0444 and folders 0555; what is so already is not touched. */
  public static void makeReadOnly(Path tree) {
    Trees.bottomUp(tree, Modes::sealFile, Modes::sealFolder);
  }

  /** As {@link #makeReadOnly}, but for the topmost folder: a read-only folder cannot be moved. */
  public static void makeContentReadOnly(Path tree) {
    Trees.bottomUp(
        tree,
        Modes::sealFile,
        folder -> {
          if (!folder.equals(tree)) {
            Modes.sealFolder(folder);
          }
        });
  }

  /** Undoes {@link #makeReadOnly} for the folders of a tree; links are not followed. */
  public static void makeFoldersWritable(Path tree) {
    Trees.openFolders(tree);
  }

  /** Deletes a tree, read-only ones too; links are deleted, never followed. */
  public static void deleteTree(Path tree) {
    if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      Trees.openFolders(tree);
      Trees.bottomUp(tree, Files::delete, Files::delete);
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, READ)) {
      channel.force(true);
    }
  }

  static void syncDirectory(Path directory) throws IOException {
    sync(directory);
  }

  private static Path temporaryBeside(Path file) {
    return file.resolveSibling(TemporaryNames.beside(String.valueOf(file.getFileName())));
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("the root directory has nothing above it");
    }
    return parent;
  }
}
