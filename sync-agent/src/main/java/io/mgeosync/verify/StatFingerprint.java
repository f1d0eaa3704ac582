package io.mgeosync.verify;

import io.mgeosync.disk.FileStamp;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a release looks to stat(2): each file's {@link FileStamp}, and the names of its folders. Some
 * microseconds per file, so that every touched file is noticed between two full verifications. It
 * survives the move from staging to releases, which changes no file.
 *
 * @param files everything that is not a folder, by its path relative to the release
 */
public record StatFingerprint(SortedMap<String, FileStamp> files, SortedSet<String> folders) {

  /**
   * Looks at every file and reads none.
   *
   * @throws IOException also when the folder is not there
   */
  public static StatFingerprint of(Path folder) throws IOException {
    var files = new TreeMap<String, FileStamp>();
    var folders = new TreeSet<String>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            folders.add(folder.relativize(path).toString());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            files.put(folder.relativize(path).toString(), FileStamp.of(path));
            return FileVisitResult.CONTINUE;
          }
        });
    folders.remove("");
    return new StatFingerprint(files, folders);
  }

  /** The first path that was touched, added or removed since, as a phrase; empty when none was. */
  public Optional<String> difference(Path folder) {
    try {
      return difference(of(folder));
    } catch (IOException e) {
      return Optional.of(folder + " cannot be read");
    }
  }

  private Optional<String> difference(StatFingerprint now) {
    for (var was : files.entrySet()) {
      FileStamp stamp = now.files.get(was.getKey());
      if (!was.getValue().equals(stamp)) {
        return Optional.of(was.getKey() + (stamp == null ? " is gone" : " was touched"));
      }
    }
    return added(now);
  }

  private Optional<String> added(StatFingerprint now) {
    var paths = new TreeSet<>(now.files.keySet());
    paths.addAll(now.folders);
    paths.removeAll(files.keySet());
    paths.removeAll(folders);
    return paths.isEmpty()
        ? folders.stream()
            .filter(name -> !now.folders.contains(name))
            .findFirst()
            .map(name -> name + " is gone")
        : Optional.of(paths.first() + " was added");
  }
}
