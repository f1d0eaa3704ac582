package io.mgeosync.disk;

import io.mgeosync.base.ShellWord;
import io.mgeosync.manifest.Refusal.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a state that another user of this machine could change: what such a user puts there would
 * be believed. Root is trusted, and so is a group that this process is in.
 */
public final class StateOwnership {
  private final Optional<LocalUser> user;

  StateOwnership(Optional<LocalUser> user) {
    this.user = user;
  }

  /** As this process sees it; where the kernel does not say who that is, nothing is refused. */
  public static StateOwnership ofThisProcess() {
    return new StateOwnership(LocalUser.ofThisProcess());
  }

  /**
   * A state directory with what lies directly in it under these names; what is missing is right.
   *
   * @throws StateUnusableException naming the first that is not this program's own
   */
  public void require(Path state, Path... inIt) {
    requireDirectory(state);
    for (Path path : inIt) {
      requireAll(path, List.of(path));
    }
  }

  /**
   * All that one bundle has on this node's disk, but for what is verified before it is believed.
   *
   * @throws StateUnusableException naming the first that is not this program's own
   */
  void require(NodeLayout layout) {
    require(layout.state(), NodeLayout.drain(layout.state()));
    requireDirectory(layout.root());
    requireAll(layout.root(), layout.written());
    layout.believed().forEach(folder -> requireAll(folder, entries(folder)));
  }

  /**
   * One file, or nothing, before it is opened to be written or locked.
   *
   * @throws StateUnusableException when it is no file, or another user could change it
   */
  void requireFile(Path file) throws IOException {
    Optional<FileAccess> found = look(file);
    if (found.isPresent() && !found.get().isRegularFile()) {
      throw refused(file, "is no regular file", "move it away: mgeo-sync makes its own");
    }
    requireAll(file, List.of(file));
  }

  /** Whether this process made it, and may change its mode; of a link, the link itself. */
  public boolean isOwn(Path path) throws IOException {
    Optional<FileAccess> found = look(path);
    return found.isPresent() && user.map(me -> me.id() == found.orElseThrow().owner()).orElse(true);
  }

  /** A link to a directory is looked at as well as what it names. */
  private void requireDirectory(Path directory) {
    requireAll(directory, List.of(directory));
    if (Files.isSymbolicLink(directory)) {
      Path named = directory.resolve(".");
      requireAll(named, List.of(named));
    }
  }

  private void requireAll(Path about, List<Path> paths) {
    try {
      for (Path path : paths) {
        Optional<FileAccess> found = look(path);
        if (user.isPresent() && found.isPresent()) {
          refuseOthers(path, found.get(), user.get());
        }
      }
    } catch (IOException e) {
      throw DiskFailures.explain(about, e);
    }
  }

  /** Other users cannot even look into a folder that is its owner's alone. */
  private static List<Path> entries(Path folder) {
    List<Path> entries = new ArrayList<>();
    try {
      if (look(folder).filter(FileAccess::isDirectory).filter(f -> !f.isPrivate()).isPresent()) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
          stream.forEach(entries::add);
        }
      }
    } catch (IOException e) {
      throw DiskFailures.explain(folder, e);
    }
    return entries;
  }

  private static Optional<FileAccess> look(Path path) throws IOException {
    try {
      return Optional.of(
          FileAccess.of(Files.readAttributes(path, FileAccess.NAMES, LinkOption.NOFOLLOW_LINKS)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static void refuseOthers(Path path, FileAccess found, LocalUser me) {
    if (!me.trusts(found.owner())) {
      throw refused(path, belongsTo(found, me), ownerRemedy(path, found, me));
    }
    if (found.isWritableForOthers()) {
      throw refused(
          path,
          "can be written by every user of this machine",
          found.isSticky()
              ? "let `state` name a directory in it, such as " + path.resolve("mgeo-sync")
              : "look at what is in it, and then `chmod o-w %s`".formatted(ShellWord.of(path)));
    }
    if (found.isWritableForGroup() && !me.groups().contains(found.group())) {
      throw refused(
          path,
          "can be written by group %d, which this program is not in".formatted(found.group()),
          "look at what is in it, and then `chmod g-w %s`".formatted(ShellWord.of(path)));
    }
  }

  private static String belongsTo(FileAccess found, LocalUser me) {
    return "belongs to user %d, and mgeo-sync runs as user %d".formatted(found.owner(), me.id());
  }

  private static String ownerRemedy(Path path, FileAccess found, LocalUser me) {
    return "run it as that user (`sudo -u '#%d' mgeo-sync …`), or look at what is in it, and then `chown -hR %d %s`"
        .formatted(found.owner(), me.id(), ShellWord.of(path));
  }

  private static StateUnusableException refused(Path path, String problem, String remedy) {
    return new StateUnusableException(Kind.DENIED, path, problem, remedy, null);
  }
}
