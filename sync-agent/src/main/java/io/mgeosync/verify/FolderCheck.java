package io.mgeosync.verify;

import io.mgeosync.disk.IoPolicy;
import io.mgeosync.disk.Workers;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.verify.FileFinding.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** One check of one folder against one manifest: names and sizes first, then the bytes. */
final class FolderCheck {
  private final Path folder;
  private final EncodedManifest manifest;
  private final StatFingerprint found;
  private final IoPolicy manners;
  private final Map<String, FileFinding> findings = new ConcurrentSkipListMap<>();

  FolderCheck(Path folder, EncodedManifest manifest, StatFingerprint found, IoPolicy manners) {
    this.folder = folder;
    this.manifest = manifest;
    this.found = found;
    this.manners = manners;
  }

  /**
   * Reads every file that is not proven already.
   *
   * @param proven which files need not be read again
   * @param release whether the checksum files must be there
   */
  List<FileFinding> chunks(Predicate<FileEntry> proven, boolean release) {
    compareShape(release);
    List<Runnable> tasks = new ArrayList<>();
    for (FileEntry entry : readable()) {
      if (!proven.test(entry)) {
        Segment.of(entry)
            .forEach(segment -> tasks.add(new SegmentCheck(folder, segment, manners, findings)));
      }
    }
    return outcome(tasks);
  }

  /** Reads every file whole, MD5 included. */
  List<FileFinding> wholeFiles() {
    compareShape(false);
    List<Runnable> tasks = new ArrayList<>();
    for (FileEntry entry : readable()) {
      tasks.add(new WholeFileCheck(folder, entry, content().chunking(), findings));
    }
    return outcome(tasks);
  }

  private Manifest content() {
    return manifest.manifest();
  }

  private void compareShape(boolean release) {
    new Shape(found, content()).compare(findings);
    new OwnFiles(folder, findings).compare(manifest, release);
  }

  private List<FileEntry> readable() {
    return content().files().stream()
        .filter(entry -> !findings.containsKey(entry.path().value()))
        .toList();
  }

  private List<FileFinding> outcome(List<Runnable> tasks) {
    Workers.runAll(
        "verifying " + folder,
        Runtime.getRuntime().availableProcessors(),
        manners.niceness(),
        tasks);
    for (FileEntry entry : content().files()) {
      String path = entry.path().value();
      findings.putIfAbsent(path, new FileFinding(path, Status.OK, "", ""));
    }
    return List.copyOf(findings.values());
  }
}
