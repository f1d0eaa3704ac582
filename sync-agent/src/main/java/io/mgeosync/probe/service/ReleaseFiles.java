package io.mgeosync.probe.service;

import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Printable;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final Set<ReleaseName> here = new HashSet<>();
  private final long device;
  private Optional<Path> elsewhere = Optional.empty();

  /**
   * What a process holds.
   *
   * @param releases whose files it has mapped or open
   * @param strangers in words: files that are in the place of a release's and are not its own
   */
  record Held(Set<ReleaseName> releases, Set<String> strangers) {
    boolean nothing() {
      return releases.isEmpty() && strangers.isEmpty();
    }

    boolean isOnly(ReleaseName active) {
      return strangers.isEmpty() && releases.equals(Set.of(active));
    }

    @Override
    public String toString() {
      return Stream.concat(releases.stream().map(ReleaseName::toString), strangers.stream())
          .sorted()
          .collect(Collectors.joining(" and "));
    }
  }

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

  /** The same, with a folder of other files that {@code current} once led to. */
  ReleaseFiles with(Optional<Path> ledTo) {
    elsewhere = ledTo;
    return this;
  }

  private void add(ReleaseName name, Path folder) throws IOException {
    here.add(name);
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

  /** What the process has mapped or open, as far as it has to do with releases. */
  Held heldBy(ProcessFiles process) throws IOException {
    var held = new Held(new HashSet<>(), new HashSet<>());
    for (HeldFile file : process.held()) {
      if (!isOfTheFormat(file)) {
        sort(file, process, held);
      }
    }
    return held;
  }

  /** As in {@link #add}: who reads a manifest has not loaded the model for that. */
  private static boolean isOfTheFormat(HeldFile file) {
    return Manifest.RESERVED.contains(file.path().substring(file.path().lastIndexOf('/') + 1));
  }

  /** A file is what its device and inode say; its path only tells what it was meant to be. */
  private void sort(HeldFile file, ProcessFiles process, Held held) {
    Optional<ReleaseName> owner = owner(file, process);
    if (owner.isPresent()) {
      held.releases().add(owner.get());
    } else if (file.deleted()) {
      formerOwner(file).ifPresent(former -> addFormer(former, held));
    } else if (elsewhere.filter(folder -> file.path().startsWith(folder + "/")).isPresent()) {
      held.strangers().add(Printable.of(elsewhere.get().toString()));
    }
  }

  /** Where the release is still here, it has another file by now: this is one of an old copy. */
  private void addFormer(ReleaseName former, Held held) {
    if (here.contains(former)) {
      held.strangers().add("an old copy of " + former);
    } else {
      held.releases().add(former);
    }
  }

  private Optional<ReleaseName> owner(HeldFile held, ProcessFiles process) {
    ReleaseName owner = owners.get(held.id());
    if (owner != null || held.deleted() || !inodes.contains(held.id().inode())) {
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
