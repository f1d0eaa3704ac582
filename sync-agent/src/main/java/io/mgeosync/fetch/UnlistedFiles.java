package io.mgeosync.fetch;

import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.StateOwnership;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * Removes from staging what a manifest does not list, links, devices, and files of other users:
 * their owners could change them after they were verified.
 */
final class UnlistedFiles extends SimpleFileVisitor<Path> {
  private static final StateOwnership OWNERSHIP = StateOwnership.ofThisProcess();

  private final Path folder;
  private final Set<Path> files = new HashSet<>();
  private final Set<Path> folders = new HashSet<>();

  private UnlistedFiles(Path folder, Manifest manifest) {
    this.folder = folder;
    folders.add(folder);
    for (FileEntry entry : manifest.files()) {
      Path file = folder.resolve(entry.path().value());
      files.add(file);
      addFoldersAbove(file);
    }
  }

  private void addFoldersAbove(Path file) {
    for (Path at = file.getParent(); at != null && !at.equals(folder); at = at.getParent()) {
      folders.add(at);
    }
  }

  static void removeFrom(Path folder, Manifest manifest) throws IOException {
    Files.walkFileTree(folder, new UnlistedFiles(folder, manifest));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
    if (folders.contains(path)) {
      return FileVisitResult.CONTINUE;
    }
    DurableFiles.deleteTree(path);
    return FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile() || !files.contains(path) || !OWNERSHIP.isOwn(path)) {
      Files.delete(path);
    }
    return FileVisitResult.CONTINUE;
  }
}
