package io.mgeosync.verify;

import io.mgeosync.disk.FileStamp;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.verify.FileFinding.Status;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what lies in a folder with what a manifest lists: names, kinds and sizes, no bytes. */
final class Shape {
  private final StatFingerprint found;
  private final Manifest manifest;
  private final Set<String> paths = new HashSet<>();
  private final Set<String> folders = new HashSet<>();

  Shape(StatFingerprint found, Manifest manifest) {
    this.found = found;
    this.manifest = manifest;
    for (FileEntry entry : manifest.files()) {
      String path = entry.path().value();
      paths.add(path);
      for (int at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
        folders.add(path.substring(0, at));
      }
    }
  }

  void compare(Map<String, FileFinding> findings) {
    found.folders().stream()
        .filter(folder -> !folders.contains(folder))
        .forEach(folder -> findings.put(folder, extra(folder, "a folder")));
    found.files().forEach((path, stamp) -> strange(path, stamp, findings));
    for (FileEntry entry : manifest.files()) {
      wrong(entry).ifPresent(finding -> findings.put(finding.path(), finding));
    }
  }

  private void strange(String path, FileStamp stamp, Map<String, FileFinding> findings) {
    if (!stamp.isRegularFile()) {
      findings.put(path, extra(path, "a link or special file"));
    } else if (!paths.contains(path) && !Manifest.RESERVED.contains(path)) {
      findings.put(path, extra(path, "an unlisted file"));
    }
  }

  private static FileFinding extra(String path, String kind) {
    return new FileFinding(path, Status.EXTRA, "", kind);
  }

  private Optional<FileFinding> wrong(FileEntry entry) {
    String path = entry.path().value();
    FileStamp stamp = found.files().get(path);
    if (stamp == null) {
      return Optional.of(new FileFinding(path, Status.MISSING, "", ""));
    }
    if (stamp.isRegularFile() && stamp.size() != entry.size()) {
      String expected = Long.toString(entry.size());
      return Optional.of(new FileFinding(path, Status.SIZE, expected, Long.toString(stamp.size())));
    }
    return Optional.empty();
  }
}
