package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.Modes;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.verify.VerifiedBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Moves {@code current}. A power cut at any instruction leaves it naming a release that is there,
 * complete and verified; the same call made again then finishes the work. The caller holds the
 * directory's lock.
 */
public final class Activator {
  private final NodeLayout layout;
  private final Clock clock;
  private final Journal journal;

  public Activator(NodeLayout layout, Clock clock) {
    this.layout = layout;
    this.clock = clock;
    this.journal = new Journal(layout);
  }

  /** Makes this bundle the active release. */
  public ActiveRelease activate(VerifiedBundle verified) {
    Path folder = keep(verified);
    DurableFiles.replaceSymlink(layout.current(), target(verified.name()));
    journal.activated(verified, clock.instant());
    return new ActiveRelease(verified.pin(), verified.name(), folder, verified.verifiedAt());
  }

  /**
   * Puts a verified bundle among the releases without activating it; one that lies there stays
   * there.
   */
  public Path keep(VerifiedBundle verified) {
    Path release = layout.release(verified.name());
    if (!verified.folder().equals(release)) {
      sealAllBelow(verified.folder());
      DurableFiles.createDirectories(layout.releases());
      DurableFiles.renameDurably(verified.folder(), release);
    }
    DurableFiles.makeReadOnly(release);
    return release;
  }

  /**
   * The active release, after it was verified again where it lies.
   *
   * @throws IllegalArgumentException when it is not the one that {@code current} names
   */
  public ActiveRelease resume(VerifiedBundle verified) {
    if (!currentName().equals(Optional.of(verified.name()))) {
      throw new IllegalArgumentException(verified.name() + " is not the current release");
    }
    return new ActiveRelease(
        verified.pin(), verified.name(), layout.release(verified.name()), verified.verifiedAt());
  }

  /** Which release {@code current} names; empty before the first activation. */
  public Optional<ReleaseName> currentName() {
    try {
      Path target = Files.readSymbolicLink(layout.current());
      return Optional.ofNullable(target.getFileName())
          .map(Path::toString)
          .flatMap(ReleaseName::parse);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw DiskFailures.explain(layout.current(), e);
    }
  }

  /**
   * All copies of this bundle among the releases, the latest first; nothing says that they are
   * intact.
   */
  public List<ReleaseName> releasesOf(Pin pin) {
    ReleaseName first = ReleaseName.of(pin.version(), pin.digest());
    return releases(layout).stream()
        .filter(name -> name.sameIdentity(first))
        .sorted(Comparator.comparingInt(ReleaseName::copy).reversed())
        .toList();
  }

  public Path folder(ReleaseName name) {
    return layout.release(name);
  }

  static List<ReleaseName> releases(NodeLayout layout) {
    try (Stream<Path> folders = Files.list(layout.releases())) {
      return folders
          .flatMap(folder -> ReleaseName.parse(folder.getFileName().toString()).stream())
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw DiskFailures.explain(layout.releases(), e);
    }
  }

  /**
   * The folder itself stays writable until it has moved: rename(2) of a folder to another parent
   * changes its {@code ..} entry, which the kernel forbids to anybody but root when the folder is
   * read-only.
   */
  private static void sealAllBelow(Path folder) {
    DurableFiles.makeReadOnly(folder);
    try {
      Modes.openFolder(folder);
    } catch (IOException e) {
      throw DiskFailures.explain(folder, e);
    }
    DurableFiles.syncFolders(folder);
  }

  private static Path target(ReleaseName name) {
    return Path.of("releases", name.toString());
  }
}
