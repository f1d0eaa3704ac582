package io.mgeosync.manifest;

import io.mgeosync.manifest.digest.ChecksumFile;
import io.mgeosync.manifest.digest.ChunkSizes;
import io.mgeosync.manifest.digest.Digest;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a bundle is: its name, its version and every file in it. The constructor refuses what
 * FORMAT.md forbids, so a Manifest in hand is a valid one.
 *
 * @param created whole seconds, UTC
 * @param chunking how the files were cut into chunks
 * @param files at least one; kept sorted by path
 */
public record Manifest(
    BundleName bundle,
    BundleVersion version,
    Instant created,
    ChunkSizes chunking,
    List<FileEntry> files) {

  /** The manifest's own name inside a bundle. */
  public static final String FILE_NAME = "manifest.json";

  public static final String SHA256SUMS = "SHA256SUMS";
  public static final String MD5SUMS = "MD5SUMS";
  public static final String SIGNATURE = "model.sig";

  /** Names at the top of a bundle that belong to the format; no listed file may take one. */
  public static final Set<String> RESERVED = Set.of(FILE_NAME, SHA256SUMS, MD5SUMS, SIGNATURE);

  /**
   * Checks every rule of FORMAT.md that files together can break.
   *
   * @throws InvalidManifestException naming the rule that is broken
   */
  public Manifest {
    if (created.get(ChronoField.NANO_OF_SECOND) != 0) {
      throw new InvalidManifestException(
          "created", created.toString(), "it is not in whole seconds");
    }
    files = files.stream().sorted(Comparator.comparing(FileEntry::path)).toList();
    if (files.isEmpty()) {
      throw new InvalidManifestException("files-empty", "/files", "a bundle has at least one file");
    }
    requireFreeNames(files);
    requireDistinct(files);
  }

  /** The sum of all file sizes, in bytes. */
  public long totalSize() {
    return files.stream().mapToLong(FileEntry::size).sum();
  }

  /** What {@code sha256sum -c} checks the bundle's files with. */
  public String sha256Sums() {
    return sums(file -> file.digests().sha256());
  }

  /** What {@code md5sum -c} checks the bundle's files with. */
  public String md5Sums() {
    return sums(file -> file.digests().md5());
  }

  private String sums(Function<FileEntry, Digest> digest) {
    return ChecksumFile.format(
        files.stream()
            .map(file -> new ChecksumFile.Line(digest.apply(file), file.path().value()))
            .toList());
  }

  private static void requireFreeNames(List<FileEntry> files) {
    for (FileEntry file : files) {
      String first = file.path().value().split("/", 2)[0];
      if (RESERVED.stream().anyMatch(name -> fold(name).equals(fold(first)))) {
        throw new InvalidManifestException(
            "path-reserved", file.path().value(), "the name belongs to the format");
      }
    }
  }

  /** Every folder and file is spelled one way only, and is either a folder or a file. */
  private static void requireDistinct(List<FileEntry> files) {
    Map<String, String> spelling = new HashMap<>();
    Set<String> leaves = new java.util.HashSet<>();
    for (FileEntry file : files) {
      String path = file.path().value();
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        requireOneSpelling(spelling, path.substring(0, slash));
        if (leaves.contains(fold(path.substring(0, slash)))) {
          throw new InvalidManifestException(
              "path-file-and-directory",
              path,
              "%s is also a file".formatted(path.substring(0, slash)));
        }
      }
      if (spelling.containsKey(fold(path)) && !leaves.contains(fold(path))) {
        throw new InvalidManifestException("path-file-and-directory", path, "it is also a folder");
      }
      if (!leaves.add(fold(path))) {
        throw new InvalidManifestException(
            "path-twin",
            path,
            "equal to %s after case folding".formatted(spelling.get(fold(path))));
      }
      spelling.put(fold(path), path);
    }
  }

  private static void requireOneSpelling(Map<String, String> spelling, String folder) {
    String other = spelling.putIfAbsent(fold(folder), folder);
    if (other != null && !other.equals(folder)) {
      throw new InvalidManifestException(
          "path-twin", folder, "equal to %s after case folding".formatted(other));
    }
  }

  private static String fold(String text) {
    String upper = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
  }
}
