package io.mgeosync.e2e.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The SHA-256 of each file of a model directory, by path; what publishing adds to a directory is
 * left out. Two directories hold the same model if and only if these are equal.
 */
record TreeDigest(TreeMap<String, String> files) {
  private static final Set<String> ADDED = Set.of("manifest.json", "SHA256SUMS", "MD5SUMS");

  /** Reads a directory, or the one that a link names. */
  static TreeDigest of(Path directory) throws IOException {
    var files = new TreeMap<String, String>();
    Path root = directory.toRealPath();
    for (Path file : regularFiles(root)) {
      String name = root.relativize(file).toString();
      if (!ADDED.contains(name)) {
        files.put(name, sha256(file));
      }
    }
    return new TreeDigest(files);
  }

  private static List<Path> regularFiles(Path directory) throws IOException {
    try (var all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return DigestUtils.sha256Hex(in);
    }
  }

  /** The first path, in order, that the two do not have in common; empty if they are equal. */
  String difference(TreeDigest other) {
    var all = new TreeMap<>(files);
    all.putAll(other.files);
    return all.keySet().stream()
        .filter(path -> !String.valueOf(files.get(path)).equals(other.files.get(path)))
        .findFirst()
        .orElse("");
  }
}
