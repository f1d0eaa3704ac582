package io.mgeosync.verify;

import io.mgeosync.disk.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How every file of a folder looks to stat(2). Equal fingerprints mean that nobody touched, added
 * or removed a file in between; different ones prove nothing wrong, but are reason to read it all
 * again. Cheap: no file is opened.
 */
public record StatFingerprint(Map<String, FileStamp> files, String problem) {
  public StatFingerprint {
    files = Map.copyOf(files);
  }

  /** Never fails: what cannot be looked at looks different. */
  public static StatFingerprint of(Path folder) {
    Map<String, FileStamp> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(path -> !Files.isDirectory(path)).toList()) {
        files.put(folder.relativize(path).toString(), FileStamp.of(path));
      }
      return new StatFingerprint(files, "");
    } catch (IOException | java.io.UncheckedIOException e) {
      return new StatFingerprint(files, String.valueOf(e.getMessage()));
    }
  }
}
