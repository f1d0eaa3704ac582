package io.mgeosync.verify;

import io.mgeosync.disk.Workers;
import io.mgeosync.fetch.Evidence;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.verify.FileFinding.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One check of one folder against one manifest. Sizes and strangers first, since they cost nothing;
 * then the bytes.
 */
final class FolderCheck {
  private final Path folder;
  private final EncodedManifest manifest;
  private final Evidence evidence;
  private final Queue<FileFinding> findings = new ConcurrentLinkedQueue<>();

  FolderCheck(Path folder, EncodedManifest manifest, Evidence evidence) {
    this.folder = folder;
    this.manifest = manifest;
    this.evidence = evidence;
  }

  /** One finding for each path, sorted by path. */
  List<FileFinding> run() {
    Map<String, FileEntry> expected = new HashMap<>();
    manifest.manifest().files().forEach(file -> expected.put(file.path().value(), file));
    findStrangers(expected);
    checkSums(Manifest.SHA256SUMS, manifest.manifest().sha256Sums());
    checkSums(Manifest.MD5SUMS, manifest.manifest().md5Sums());
    var check = new FileCheck(folder, evidence);
    List<Runnable> tasks = new ArrayList<>();
    // The largest first, so that no thread is left alone with one at the end.
    manifest.manifest().files().stream()
        .sorted(Comparator.comparingLong(FileEntry::size).reversed())
        .forEach(file -> tasks.addAll(check.tasks(file, findings::add)));
    Workers.runAll("verifying " + folder.getFileName(), threads(), tasks);
    return findings.stream().sorted(Comparator.comparing(FileFinding::path)).toList();
  }

  private static int threads() {
    return Runtime.getRuntime().availableProcessors();
  }

  private void findStrangers(Map<String, FileEntry> expected) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String path = folder.relativize(file).toString();
              boolean known = expected.containsKey(path) || Manifest.RESERVED.contains(path);
              if (!known || !attributes.isRegularFile()) {
                findings.add(new FileFinding(path, Status.EXTRA, "", kind(attributes)));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      findings.add(new FileFinding(".", Status.UNREADABLE, "", String.valueOf(e.getMessage())));
    }
  }

  private static String kind(BasicFileAttributes attributes) {
    return attributes.isSymbolicLink()
        ? "a link"
        : attributes.isRegularFile() ? "a file" : "a special file";
  }

  /**
   * They follow from the manifest; where they lie they must say the same, or {@code sha256sum -c}
   * would lie.
   */
  private void checkSums(String name, String text) {
    byte[] actual = contentOf(folder.resolve(name));
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    if (actual != null && !java.util.Arrays.equals(actual, wanted)) {
      findings.add(
          new FileFinding(
              name,
              Status.DIGEST,
              Digest.sha256Of(wanted).shortHex(),
              Digest.sha256Of(actual).shortHex()));
    }
  }

  private static byte @Nullable [] contentOf(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return null;
    }
  }
}
