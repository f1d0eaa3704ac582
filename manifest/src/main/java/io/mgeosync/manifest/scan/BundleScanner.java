package io.mgeosync.manifest.scan;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundlePath;
import io.mgeosync.manifest.BundleSpec;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.manifest.digest.ChunkSizes;
import io.mgeosync.manifest.digest.FileDigester;
import io.mgeosync.manifest.digest.FileDigests;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.manifest.json.ManifestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/** Reads a model directory once and says what is in it. */
public final class BundleScanner {
  private final ChunkSizes sizes;
  private final LongConsumer progress;

  /**
   * A scanner that cuts chunks of these sizes.
   *
   * @param progress told the number of bytes after each read, from several threads
   */
  public BundleScanner(ChunkSizes sizes, LongConsumer progress) {
    this.sizes = sizes;
    this.progress = progress;
  }

  /**
   * The manifest of what lies in the directory now. The names of the format at its top ({@link
   * Manifest#RESERVED}) are not listed; a {@code SHA256SUMS} or {@code MD5SUMS} among them must
   * agree with what was read.
   *
   * @throws UnfitDirectoryException when there is a link or a special file, when a file changes
   *     while it is read, cannot be read, or is not what a checksum file says
   * @throws io.mgeosync.manifest.UnsayableNameException when this JVM cannot name a file there
   * @throws io.mgeosync.manifest.InvalidManifestException when a name breaks a rule of the format
   */
  public EncodedManifest scan(
      Path directory, BundleName bundle, BundleVersion version, Instant created) {
    return scan(directory, bundle, version, created, BundleSpec.NOTHING);
  }

  /** The same for a bundle that asks something of a node. */
  public EncodedManifest scan(
      Path directory, BundleName bundle, BundleVersion version, Instant created, BundleSpec asks) {
    Path real = real(directory);
    List<FileEntry> files = digestAll(real, ModelFiles.below(real));
    if (files.isEmpty()) {
      throw new UnfitDirectoryException(
          Kind.MISSING, directory, "holds no files", "name the directory of the model", null);
    }
    new ListedSums(directory).check(files);
    return ManifestJson.encode(new Manifest(bundle, version, created, sizes, files, asks));
  }

  /**
   * The directory itself may be named by a link, such as {@code current}; what is in it may not.
   */
  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw UnfitDirectoryException.unreadable(directory, e);
    }
  }

  private List<FileEntry> digestAll(Path directory, List<Path> files) {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<FileEntry>> entries =
          files.stream().map(file -> pool.submit(() -> digest(directory, file))).toList();
      List<FileEntry> done = new ArrayList<>();
      try {
        for (Future<FileEntry> entry : entries) {
          done.add(entry.get());
        }
      } finally {
        pool.shutdownNow();
      }
      return done;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnfitDirectoryException(
          Kind.UNAVAILABLE, directory, "was not read to its end: interrupted", "start again", e);
    }
  }

  private FileEntry digest(Path directory, Path file) {
    var path = new BundlePath(directory.relativize(file).toString());
    try {
      BasicFileAttributes before = attributes(file);
      FileDigests digests = FileDigester.digest(file, sizes, progress);
      BasicFileAttributes after = attributes(file);
      if (before.size() != digests.size() || !same(before, after)) {
        throw new UnfitDirectoryException(
            Kind.BUSY, file, "changed while it was read", "wait until no process writes it", null);
      }
      return new FileEntry(path, digests);
    } catch (IOException e) {
      throw UnfitDirectoryException.unreadable(file, e);
    }
  }

  private static boolean same(BasicFileAttributes before, BasicFileAttributes after) {
    return before.size() == after.size()
        && before.lastModifiedTime().equals(after.lastModifiedTime())
        && Objects.equals(before.fileKey(), after.fileKey());
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
