package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what nobody needs: never the active release, the good ones before it, or one that is
 * pinned.
 */
public final class Housekeeper {
  private static final Logger log = LoggerFactory.getLogger(Housekeeper.class);

  private final NodeLayout layout;
  private final int keep;
  private final Activator activator;
  private final Journal journal;

  /**
   * A housekeeper for one bundle.
   *
   * @param keep how many releases that were active before stay beside the active one, at least 1
   */
  public Housekeeper(NodeLayout layout, int keep, Clock clock) {
    if (keep < 1) {
      throw new IllegalArgumentException("the release before the active one always stays");
    }
    this.layout = layout;
    this.keep = keep;
    this.activator = new Activator(layout, clock);
    this.journal = new Journal(layout);
  }

  /** The caller holds the directory's lock. A node without an active release is left as it is. */
  public void tidy(Set<Pin> pinned) {
    activator.currentName().ifPresent(current -> tidy(current, pinned));
  }

  private void tidy(ReleaseName current, Set<Pin> pinned) {
    List<ReleaseName> releases = Activator.releases(layout);
    Set<ReleaseName> needed = needed(current, releases, pinned);
    for (ReleaseName release : releases) {
      if (!needed.contains(release)) {
        log.info("{}: removing {}, which nobody needs", layout.bundle(), release);
        remove(layout.release(release));
      }
    }
    removeStaging(pinned);
  }

  private Set<ReleaseName> needed(
      ReleaseName current, List<ReleaseName> releases, Set<Pin> pinned) {
    List<ReleaseName> needed = new ArrayList<>(List.of(current));
    journal.latestFirst().stream()
        .filter(releases::contains)
        .filter(name -> !name.sameIdentity(current))
        .limit(keep)
        .forEach(needed::add);
    for (Pin pin : pinned) {
      activator.releasesOf(pin).stream()
          .findFirst()
          .filter(name -> isAbsent(needed, name))
          .ifPresent(needed::add);
    }
    return new HashSet<>(needed);
  }

  /**
   * One copy of a bundle is enough: beside the active one, another of the same identity is a
   * damaged one.
   */
  private static boolean isAbsent(Collection<ReleaseName> needed, ReleaseName name) {
    return needed.stream().noneMatch(other -> other.sameIdentity(name));
  }

  private void removeStaging(Set<Pin> pinned) {
    if (!Files.isDirectory(layout.staging())) {
      return;
    }
    Set<String> wanted = new HashSet<>();
    pinned.forEach(pin -> wanted.add(ReleaseName.of(pin.version(), pin.digest()).toString()));
    try (Stream<Path> folders = Files.list(layout.staging())) {
      folders
          .filter(folder -> !wanted.contains(folder.getFileName().toString()))
          .forEach(DurableFiles::deleteTree);
    } catch (IOException e) {
      throw DiskFailures.explain(layout.staging(), e);
    }
  }

  /** Out of the releases first: a half-deleted one must not be taken for a release. */
  private void remove(Path release) {
    Path aside = layout.staging().resolve("removed-" + release.getFileName());
    DurableFiles.createDirectories(layout.staging());
    DurableFiles.deleteTree(aside);
    DurableFiles.makeFoldersWritable(release);
    DurableFiles.renameDurably(release, aside);
    DurableFiles.deleteTree(aside);
  }
}
