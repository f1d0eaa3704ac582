package io.mgeosync.activate;

import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The link {@code current} as a file: when it was made, and how it is put right. */
final class CurrentLink {
  private static final Logger log = LoggerFactory.getLogger(CurrentLink.class);
  private static final String ASIDE = "current.set-aside";

  private final NodeLayout layout;

  CurrentLink(NodeLayout layout) {
    this.layout = layout;
  }

  /** When the kernel made it; {@code otherwise} where that cannot be read. */
  Instant madeAt(Instant otherwise) {
    try {
      return Files.getLastModifiedTime(layout.current(), LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (IOException e) {
      log.debug("the age of {} cannot be read", layout.current(), e);
      return otherwise;
    }
  }

  /**
   * Moves away what is no link, and makes the link.
   *
   * @param activatedAt its time: mending is no activation, and a service that started since then
   *     has loaded what was activated
   * @return where that which stood in its place lies now
   */
  Optional<Path> put(Path target, Instant activatedAt) {
    Optional<Path> place = setAside();
    DurableFiles.replaceSymlink(layout.current(), target);
    stamp(activatedAt);
    return place;
  }

  private Optional<Path> setAside() {
    Path link = layout.current();
    if (Files.isSymbolicLink(link) || !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Path place = link.resolveSibling(ASIDE);
    for (int n = 2; Files.exists(place, LinkOption.NOFOLLOW_LINKS); n++) {
      place = link.resolveSibling(ASIDE + "-" + n);
    }
    DurableFiles.renameDurably(link, place);
    return Optional.of(place);
  }

  private void stamp(Instant at) {
    try {
      Files.getFileAttributeView(
              layout.current(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(FileTime.from(at), null, null);
    } catch (IOException e) {
      log.debug("{} keeps the time of its mending", layout.current(), e);
    }
  }
}
