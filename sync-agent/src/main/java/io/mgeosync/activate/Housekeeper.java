package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.DiskUse;
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
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Deletes what no one needs any more. What is active, was good just before, or is pinned always
 * stays; with nothing active yet, or no record of it, no release is deleted at all.
 *
 * <p>The caller holds the bundle's {@link io.mgeosync.disk.DirectoryLock}.
 */
public final class Housekeeper {
  private static final String LEAVING = ".leaving-";

  private final NodeLayout layout;
  private final InstalledReleases releases;
  private final int keep;

  /**
   * One for each bundle.
   *
   * @param keep how many good releases stay beside the active one; at least one stays
   */
  public Housekeeper(NodeLayout layout, int keep) {
    this.layout = layout;
    this.releases = new InstalledReleases(layout);
    this.keep = Math.max(1, keep);
  }

  /**
   * Deletes releases, and the staging of bundles that are not pinned.
   *
   * @return the releases that are gone, sorted by name
   */
  public List<ReleaseName> sweep(Set<Pin> pinned) {
    sweepStaging(pinned);
    if (!releases.currentIsRecorded()) {
      return List.of();
    }
    Set<ReleaseName> kept = kept(pinned, keep);
    List<ReleaseName> gone = new ArrayList<>(releases.all());
    gone.removeAll(kept);
    gone.sort(Comparator.comparing(ReleaseName::toString));
    gone.forEach(this::deleteRelease);
    return gone;
  }

  /**
   * The releases that a sweep would delete after {@code current} has moved to {@code next}; changes
   * nothing.
   *
   * @param next a release, or the name that the next one will have
   */
  public List<ReleaseName> wouldRemove(Set<Pin> pinned, ReleaseName next) {
    Set<ReleaseName> kept = new HashSet<>(Set.of(next));
    Stream.concat(releases.current().stream(), releases.former().stream())
        .filter(name -> !name.sameIdentity(next))
        .limit(keep)
        .forEach(kept::add);
    pinned.forEach(pin -> keepPinned(ReleaseName.of(pin.version(), pin.digest()), kept));
    return releases.all().stream()
        .filter(name -> !kept.contains(name))
        .sorted(Comparator.comparing(ReleaseName::toString))
        .toList();
  }

  /**
   * Deletes releases that {@link #sweep} would still keep: all but the active one, the one that was
   * good just before and the pinned ones. What never served goes first, then what served longest
   * ago.
   *
   * @param enough asked before each deletion; nothing more is deleted once it says so
   * @return the releases that are gone, in this order
   */
  public List<ReleaseName> evict(Set<Pin> pinned, BooleanSupplier enough) {
    List<ReleaseName> gone = new ArrayList<>();
    for (ReleaseName name : evictable(pinned)) {
      if (enough.getAsBoolean()) {
        break;
      }
      deleteRelease(name);
      gone.add(name);
    }
    return gone;
  }

  /** How many bytes the files have that {@link #evict} could delete. */
  public long evictableBytes(Set<Pin> pinned) {
    return evictable(pinned).stream().mapToLong(name -> DiskUse.of(layout.release(name))).sum();
  }

  private List<ReleaseName> evictable(Set<Pin> pinned) {
    if (!releases.currentIsRecorded()) {
      return List.of();
    }
    List<ReleaseName> former = List.copyOf(releases.former());
    List<ReleaseName> evictable = new ArrayList<>(releases.all());
    evictable.removeAll(kept(pinned, 1));
    evictable.sort(
        Comparator.<ReleaseName>comparingInt(name -> former.contains(name) ? 1 : 0)
            .thenComparing(former::indexOf, Comparator.reverseOrder())
            .thenComparing(ReleaseName::toString));
    return evictable;
  }

  private Set<ReleaseName> kept(Set<Pin> pinned, int keep) {
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
  private void deleteRelease(ReleaseName name) {
    Path leaving = layout.staging().resolve(LEAVING + name);
    DurableFiles.createDirectories(layout.staging());
    DurableFiles.deleteTree(leaving);
    try {
      Modes.openFolder(layout.release(name));
    } catch (IOException e) {
      throw DiskFailures.explain(layout.release(name), e);
    }
    DurableFiles.deleteTree(layout.proof(name));
    DurableFiles.renameDurably(layout.release(name), leaving);
    DurableFiles.deleteTree(leaving);
  }

  private void sweepStaging(Set<Pin> pinned) {
    InstalledReleases.names(layout.staging(), LEAVING)
        .forEach(name -> DurableFiles.deleteTree(layout.staging().resolve(LEAVING + name)));
    for (ReleaseName name : InstalledReleases.names(layout.staging())) {
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
