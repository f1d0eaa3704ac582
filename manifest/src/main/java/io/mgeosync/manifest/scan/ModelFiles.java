package io.mgeosync.manifest.scan;

import io.mgeosync.manifest.FileNames;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.manifest.TemporaryNames;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Collects the plain files below a directory; refuses everything else that lies there. */
final class ModelFiles extends SimpleFileVisitor<Path> {
  private static final TemporaryNames TEMPORARY = new TemporaryNames(Manifest.RESERVED);

  private final Path directory;
  private final List<Path> found = new ArrayList<>();

  private ModelFiles(Path directory) {
    this.directory = directory;
  }

  static List<Path> below(Path directory) {
    var files = new ModelFiles(directory);
    try {
      Files.walkFileTree(directory, files);
    } catch (IOException e) {
      throw UnfitDirectoryException.unreadable(directory, e);
    }
    return files.found;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    FileNames.ofThisJvm().requireNameable(directory.relativize(folder).toString());
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    FileNames.ofThisJvm().requireNameable(directory.relativize(file).toString());
    if (!attributes.isRegularFile()) {
      throw new UnfitDirectoryException(
          Kind.CONFIGURATION,
          file,
          attributes.isSymbolicLink() ? "is a link" : "is no regular file",
          "a bundle holds plain files only: replace it by its content, or remove it",
          null);
    }
    String path = directory.relativize(file).toString();
    if (TEMPORARY.clashWith(path)) {
      throw new UnfitDirectoryException(
          Kind.CONFIGURATION,
          file,
          "has a name that mgeo-sync uses for its own temporary files",
          "rename it, or remove it if a publish that was killed left it there",
          null);
    }
    if (!Manifest.RESERVED.contains(path)) {
      found.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    throw UnfitDirectoryException.unreadable(file, e);
  }
}
