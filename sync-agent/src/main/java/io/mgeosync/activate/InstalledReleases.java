package io.mgeosync.activate;

import io.mgeosync.activate.Journal.Event;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.disk.StateUnusableException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** What is on the disk: the releases, which one is current, and which ones were before. */
final class InstalledReleases {
  private final NodeLayout layout;
  private final Journal journal;

  InstalledReleases(NodeLayout layout) {
    this.layout = layout;
    this.journal = new Journal(layout.journal());
  }

  /** Empty when nothing was activated yet, or the link names nothing of ours. */
  Optional<ReleaseName> current() {
    Path link = layout.current();
    if (Files.notExists(link, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (!Files.isSymbolicLink(link)) {
      throw new StateUnusableException(
          link, "is not a symlink", "move it away: mgeo-sync puts its own link there", null);
    }
    try {
      Path target = Files.readSymbolicLink(link);
      return ReleaseName.parse(target.getFileName().toString())
          .filter(name -> target.equals(target(name)));
    } catch (IOException e) {
      throw DiskFailures.explain(link, e);
    }
  }

  /** Whether {@code current} is a link to a release that is here. */
  boolean namesOneOfOurs() {
    return Files.isSymbolicLink(layout.current()) && current().filter(this::exists).isPresent();
  }

  /** What {@code current} holds for a release: relative, so that the tree may be moved. */
  Path target(ReleaseName name) {
    return layout.root().relativize(layout.release(name));
  }

  boolean exists(ReleaseName name) {
    return Files.isDirectory(layout.release(name), LinkOption.NOFOLLOW_LINKS);
  }

  List<ReleaseName> all() {
    return names(layout.releases());
  }

  /** The folders of ours in {@code directory}; other entries there are left alone. */
  static List<ReleaseName> names(Path directory) {
    return names(directory, "");
  }

  /** As above, but only of the folders whose name starts with {@code prefix}, without it. */
  static List<ReleaseName> names(Path directory, String prefix) {
    if (Files.notExists(directory)) {
      return List.of();
    }
    List<ReleaseName> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.startsWith(prefix)) {
          ReleaseName.parse(name.substring(prefix.length())).ifPresent(names::add);
        }
      }
    } catch (IOException e) {
      throw DiskFailures.explain(directory, e);
    }
    return names;
  }

  /**
   * Whether the journal's last word is about the current release. Where it is not, because the
   * journal was lost or damaged, it is not known which release was good before.
   */
  boolean currentIsRecorded() {
    List<ReleaseName> recorded = journal.releases();
    return !recorded.isEmpty() && current().equals(Optional.of(recorded.getLast()));
  }

  /**
   * Those that were active before the current one and are still here, the latest first; of each
   * identity only the copy that was active last, and none of the current identity: its older copies
   * were replaced because they were damaged.
   */
  SequencedSet<ReleaseName> former() {
    Optional<ReleaseName> current = current();
    SequencedSet<ReleaseName> former = new LinkedHashSet<>();
    for (ReleaseName name : journal.releases().reversed()) {
      boolean known = former.stream().anyMatch(other -> other.sameIdentity(name));
      if (!known && !current.filter(name::sameIdentity).isPresent() && exists(name)) {
        former.add(name);
      }
    }
    return former;
  }

  /**
   * The release to go back to when the next one fails: of {@link #former} the first that the
   * service has proven, or that no service was asked to prove.
   */
  Optional<ReleaseName> lastGood() {
    return former().stream()
        .filter(name -> journal.proof(name).map(Event.COMMITTED::equals).orElse(true))
        .findFirst();
  }
}
