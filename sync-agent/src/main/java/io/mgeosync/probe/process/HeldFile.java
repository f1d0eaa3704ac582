package io.mgeosync.probe.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that a process has mapped or open.
 *
 * @param path as the kernel spells it in the process's own mount namespace
 * @param deleted whether no name leads to it any more
 */
public record HeldFile(FileId id, String path, boolean deleted) {
  private static final String DELETED = " (deleted)";

  /** {@code address perms offset major:minor inode path}; proc_pid_maps(5). */
  private static final Pattern MAPPING =
      Pattern.compile("\\S+ \\S+ \\S+ ([0-9a-f]+):([0-9a-f]+) ([0-9]+) +(/.*)");

  /** Empty for memory that is no file's. */
  static Optional<HeldFile> ofMapping(String line) {
    Matcher parts = MAPPING.matcher(line);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var id =
        FileId.of(
            Long.parseLong(parts.group(1), 16),
            Long.parseLong(parts.group(2), 16),
            Long.parseLong(parts.group(3)));
    return Optional.of(of(id, parts.group(4)));
  }

  static HeldFile of(FileId id, String kernelPath) {
    boolean deleted = kernelPath.endsWith(DELETED);
    int end = kernelPath.length() - (deleted ? DELETED.length() : 0);
    return new HeldFile(id, kernelPath.substring(0, end), deleted);
  }
}
