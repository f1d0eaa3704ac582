package io.mgeosync.disk;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Walks trees without following links. */
final class Trees {

  /** What to do with one file or folder. */
  @FunctionalInterface
  interface Step {
    void on(Path path) throws IOException;
  }

  private Trees() {}

  /** Each folder comes after everything in it. */
  static void bottomUp(Path tree, Step file, Step folder) {
    walk(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            file.on(path);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            folder.on(path);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Makes every folder writable for its owner, so that what is in it can be deleted. */
  static void openFolders(Path tree) {
    walk(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            Modes.openFolder(path);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void walk(Path tree, SimpleFileVisitor<Path> visitor) {
    try {
      Files.walkFileTree(tree, visitor);
    } catch (IOException e) {
      throw DiskFailures.explain(tree, e);
    }
  }
}
