package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.Modes;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes what no one needs any more. What is active, was good just before, or is pinned stays
 * whatever happens; with nothing active yet, no release is deleted at all.
 *
 * <p>The caller holds the bundle's {@link io.mgeosync.disk.DirectoryLock}.
 */
public final class Housekeeper {
  private static final String LEAVING = ".leaving-";

  private final NodeLayout layout;
  private final Releases releases;
  private final int keep;

  /**
   * One for each bundle.
   *
   * @param keep how many good releases stay beside the active one; at least one stays
   */
  public Housekeeper(NodeLayout layout, int keep) {
    this.layout = layout;
    this.releases = new Releases(layout);
    this.keep = Math.max(1, keep);
  }

  /**
   * Deletes releases, and the staging of bundles that are not pinned.
   *
   * @return the releases that are gone, sorted by name
   */
  public List<ReleaseName> sweep(Set<Pin> pinned) {
    sweepStaging(pinned);
    if (releases.current().isEmpty()) {
      return List.of();
    }
    Set<ReleaseName> kept = kept(pinned);
    List<ReleaseName> gone = new ArrayList<>(releases.all());
    gone.removeAll(kept);
    gone.sort(Comparator.comparing(ReleaseName::toString));
    gone.forEach(this::delete);
    return gone;
  }

  private Set<ReleaseName> kept(Set<Pin> pinned) {
    Set<ReleaseName> kept = new HashSet<>();
    releases.current().ifPresent(kept::add);
    releases.former().stream().limit(keep).forEach(kept::add);
    releases.lastGood().ifPresent(kept::add);
    for (Pin pin : pinned) {
      keepPinned(ReleaseName.of(pin.version(), pin.digest()), kept);
    }
    return kept;
  }

  /** Of several copies, the one in use; else the last: it was made because the others are bad. */
  private void keepPinned(ReleaseName identity, Set<ReleaseName> kept) {
    if (kept.stream().noneMatch(identity::sameIdentity)) {
      releases.all().stream()
          .filter(identity::sameIdentity)
          .max(Comparator.comparingInt(ReleaseName::copy))
          .ifPresent(kept::add);
    }
  }

  /** Moved away first: half a release must never be found under a release's name. */
  private void delete(ReleaseName name) {
    Path leaving = layout.staging().resolve(LEAVING + name);
    DurableFiles.createDirectories(layout.staging());
    DurableFiles.deleteTree(leaving);
    try {
      Modes.openFolder(layout.release(name));
    } catch (IOException e) {
      throw DiskFailures.explain(layout.release(name), e);
    }
    DurableFiles.renameDurably(layout.release(name), leaving);
    DurableFiles.deleteTree(leaving);
  }

  private void sweepStaging(Set<Pin> pinned) {
    Releases.names(layout.staging(), LEAVING)
        .forEach(name -> DurableFiles.deleteTree(layout.staging().resolve(LEAVING + name)));
    for (ReleaseName name : Releases.names(layout.staging())) {
      boolean wanted =
          pinned.stream()
              .map(pin -> ReleaseName.of(pin.version(), pin.digest()))
              .anyMatch(name::sameIdentity);
      if (!wanted) {
        DurableFiles.deleteTree(layout.staging(name));
      }
    }
  }
}
