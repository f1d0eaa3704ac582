package io.mgeosync.store.dir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is mounted, and what the administrator wants mounted. Both files are local, so that reading
 * them never hangs on the mount in question.
 */
final class MountTable {
  private final Path mounted;
  private final Path wanted;

  MountTable(Path mounted, Path wanted) {
    this.mounted = mounted;
    this.wanted = wanted;
  }

  /** The running system's. */
  static MountTable ofSystem() {
    return new MountTable(Path.of("/proc/self/mounts"), Path.of("/etc/fstab"));
  }

  /** True when something is mounted on exactly this directory. */
  boolean isMounted(Path directory) throws IOException {
    return mountPoints(mounted).contains(directory);
  }

  /** True when fstab wants a mount on this directory or above it, and there is none. */
  boolean shouldBeMounted(Path directory) throws IOException {
    List<Path> present = mountPoints(mounted);
    return mountPoints(wanted).stream()
        .anyMatch(point -> directory.startsWith(point) && !present.contains(point));
  }

  private static List<Path> mountPoints(Path table) throws IOException {
    if (!Files.isReadable(table)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(fields -> fields.length >= 2 && !fields[0].startsWith("#"))
          .map(fields -> unescape(fields[1]))
          .filter(point -> point.startsWith("/") && !point.equals("/"))
          .map(Path::of)
          .toList();
    }
  }

  private static String unescape(String field) {
    return field.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
  }
}
