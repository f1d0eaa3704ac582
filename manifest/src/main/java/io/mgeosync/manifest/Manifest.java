package io.mgeosync.manifest;

import io.mgeosync.manifest.digest.ChecksumFile;
import io.mgeosync.manifest.digest.Chunk;
import io.mgeosync.manifest.digest.ChunkSizes;
import io.mgeosync.manifest.digest.Digest;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a bundle is: its name, its version and every file in it. The constructor refuses what
 * FORMAT.md forbids, so a Manifest in hand is a valid one.
 *
 * @param created whole seconds, UTC
 * @param chunking how the files were cut into chunks
 * @param files at least one; kept sorted by path
 * @param asks what a node must be and what its service must answer
 */
public record Manifest(
    BundleName bundle,
    BundleVersion version,
    Instant created,
    ChunkSizes chunking,
    List<FileEntry> files,
    BundleSpec asks) {

  /** The manifest's own name inside a bundle. */
  public static final String FILE_NAME = "manifest.json";

  public static final String SHA256SUMS = "SHA256SUMS";
  public static final String MD5SUMS = "MD5SUMS";
  public static final String SIGNATURE = "model.sig";

  /** Names at the top of a bundle that belong to the format; no listed file may take one. */
  public static final Set<String> RESERVED = Set.of(FILE_NAME, SHA256SUMS, MD5SUMS, SIGNATURE);

  /** The most files that one bundle lists. */
  public static final int MAX_FILES = 200_000;

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final PathSet PATHS = new PathSet(RESERVED);

  /**
   * Checks every rule of FORMAT.md that files together can break.
   *
   * @throws InvalidManifestException naming the rule that is broken
   */
  public Manifest {
    requireWholeSeconds(created);
    files = files.stream().sorted(Comparator.comparing(FileEntry::path)).toList();
    requireCount(files.size());
    PATHS.check(files.stream().map(FileEntry::path).toList());
    for (FileEntry file : files) {
      requireChunksWithin(file, chunking);
    }
  }

  private static void requireWholeSeconds(Instant created) {
    if (created.get(ChronoField.NANO_OF_SECOND) != 0
        || created.isBefore(Instant.EPOCH)
        || created.isAfter(LATEST)) {
      throw new InvalidManifestException(
          Rule.CREATED, created.toString(), "it is not a whole second from 1970 to 9999");
    }
  }

  private static void requireCount(int files) {
    if (files == 0) {
      throw new InvalidManifestException(Rule.NO_FILES, "/files", "a bundle has at least one file");
    }
    if (files > MAX_FILES) {
      throw new InvalidManifestException(
          Rule.TOO_MANY_FILES, "/files", "there are more than " + MAX_FILES);
    }
  }

  /** What keeps a reader's memory bounded: it holds whole chunks. */
  private static void requireChunksWithin(FileEntry file, ChunkSizes sizes) {
    List<Chunk> chunks = file.digests().chunks();
    for (int i = 0; i < chunks.size(); i++) {
      int size = chunks.get(i).size();
      boolean last = i == chunks.size() - 1;
      if (size > sizes.max() || (size < sizes.min() && !last)) {
        throw new InvalidManifestException(
            Rule.CHUNK_SIZE,
            file.path().value(),
            "chunk %d has %d bytes, outside %d to %d".formatted(i, size, sizes.min(), sizes.max()));
      }
    }
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
}
