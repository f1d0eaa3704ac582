package io.mgeosync.activate;

import io.mgeosync.manifest.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How {@code current} differs from what it must be while a release is active.
 *
 * @param what a phrase with {@code current} as its subject
 * @param elsewhere the folder of other files that it names, there or not: a service that loads now
 *     loads those
 */
public record Astray(String what, Optional<Path> elsewhere) {

  /**
   * Compares the link with what it must hold; two calls of the kernel while it is right.
   *
   * @param target what the link must hold, to the letter: another path to the same folder is not
   *     known again after a restart
   * @param folder where the active release lies
   * @return empty also when it cannot be told now
   */
  static Optional<Astray> look(Path link, Path target, Path folder) {
    if (Files.isSymbolicLink(link)) {
      return ofLink(link, target, folder);
    }
    if (Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(new Astray("is a folder", Optional.of(link)));
    }
    if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(new Astray("is a file", Optional.empty()));
    }
    return Files.notExists(link, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(new Astray("is gone", Optional.empty()))
        : Optional.empty();
  }

  private static Optional<Astray> ofLink(Path link, Path target, Path folder) {
    try {
      Path held = Files.readSymbolicLink(link);
      return held.equals(target)
          ? Optional.empty()
          : Optional.of(
              new Astray("names " + Printable.of(held.toString()), elsewhere(link, held, folder)));
    } catch (IOException e) {
      return Optional.empty(); // It is replaced at this moment.
    }
  }

  /** By its name alone: what the link leads to may lie on a mount that hangs. */
  private static Optional<Path> elsewhere(Path link, Path held, Path folder) {
    Path named = link.resolveSibling(held).normalize();
    return named.equals(folder.normalize()) ? Optional.empty() : Optional.of(named);
  }

  /** The same when the folder that stood in the link's place lies somewhere else now. */
  Astray setAside(Path place) {
    return new Astray("%s, now at %s".formatted(what, place), elsewhere.map(was -> place));
  }
}
