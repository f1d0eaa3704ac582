package io.mgeosync.probe.service;

import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.probe.process.FileId;
import io.mgeosync.probe.process.HeldFile;
import io.mgeosync.probe.process.ProcessFiles;
import io.mgeosync.verify.StatFingerprint;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which release a file belongs to, for every release that is on the disk. */
final class ReleaseFiles {
  private static final Logger log = LoggerFactory.getLogger(ReleaseFiles.class);

  /** Of a deleted file only the last path is left; a release moves aside before it is deleted. */
  private static final Pattern IN_A_RELEASE =
      Pattern.compile(".*/(?:releases/|staging/\\.leaving-)([^/]+)/.*");

  private final Map<FileId, ReleaseName> owners = new HashMap<>();
  private final Set<Long> inodes = new HashSet<>();
  private final long device;

  private ReleaseFiles(long device) {
    this.device = device;
  }

  /**
   * Looks at every file and reads none.
   *
   * @throws IOException also when the folder is not there
   */
  static ReleaseFiles under(Path releases) throws IOException {
    var files = new ReleaseFiles(FileId.of(releases).device());
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(releases)) {
      for (Path folder : folders) {
        Optional<ReleaseName> name = ReleaseName.parse(folder.getFileName().toString());
        if (name.isPresent()) {
          files.add(name.get(), folder);
        }
      }
    }
    return files;
  }

  private void add(ReleaseName name, Path folder) throws IOException {
    try {
      long itsDevice = FileId.of(folder).device();
      StatFingerprint.of(folder)
          .files()
          .forEach((path, stamp) -> add(name, path, new FileId(itsDevice, stamp.inode())));
    } catch (NoSuchFileException e) {
      log.debug("{} is being removed", name, e);
    }
  }

  /** A service that has its version from the manifest has not loaded the model for that. */
  private void add(ReleaseName name, String path, FileId file) {
    if (!Manifest.RESERVED.contains(path)) {
      owners.put(file, name);
      inodes.add(file.inode());
    }
  }

  /** The releases of which the process has a file mapped or open. */
  Set<ReleaseName> heldBy(ProcessFiles process) throws IOException {
    var releases = new HashSet<ReleaseName>();
    for (HeldFile held : process.held()) {
      owner(held, process).ifPresent(releases::add);
    }
    return releases;
  }

  private Optional<ReleaseName> owner(HeldFile held, ProcessFiles process) {
    if (held.deleted()) {
      return formerOwner(held);
    }
    ReleaseName owner = owners.get(held.id());
    if (owner != null || !inodes.contains(held.id().inode())) {
      return Optional.ofNullable(owner);
    }
    // Some file systems (btrfs) give a mapping another device number than stat(2) gives the file.
    return process
        .at(held.path())
        .filter(seen -> seen.inode() == held.id().inode())
        .map(owners::get);
  }

  private Optional<ReleaseName> formerOwner(HeldFile held) {
    Matcher path = IN_A_RELEASE.matcher(held.path());
    return held.id().device() == device && path.matches()
        ? ReleaseName.parse(path.group(1))
        : Optional.empty();
  }
}
