package io.mgeosync.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user of this machine, by the numbers that the kernel decides with.
 *
 * @param id the effective one
 * @param groups all of them, the supplementary ones as well
 */
record LocalUser(int id, Set<Integer> groups) {
  private static final Logger log = LoggerFactory.getLogger(LocalUser.class);
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int ROOT = 0;

  /** They do not change while it runs. Empty where the kernel does not say, as on macOS. */
  private static final Optional<LocalUser> OF_THIS_PROCESS = read();

  LocalUser {
    groups = Set.copyOf(groups);
  }

  static Optional<LocalUser> ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  private static Optional<LocalUser> read() {
    try {
      return Optional.of(parse(Files.readAllLines(STATUS)));
    } catch (IOException | RuntimeException e) {
      log.debug("owners are not checked: {} says nothing: {}", STATUS, e.toString());
      return Optional.empty();
    }
  }

  /** See proc_pid_status(5): the numbers are real, effective, saved and of the file system. */
  static LocalUser parse(List<String> status) {
    Set<Integer> groups =
        numbers(status, "Groups:").boxed().collect(Collectors.toCollection(HashSet::new));
    groups.add(numbers(status, "Gid:").skip(1).findFirst().orElseThrow());
    return new LocalUser(numbers(status, "Uid:").skip(1).findFirst().orElseThrow(), groups);
  }

  private static IntStream numbers(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .flatMap(line -> Arrays.stream(line.substring(key.length()).strip().split("\\s+")))
        .filter(word -> !word.isEmpty())
        .mapToInt(Integer::parseUnsignedInt);
  }

  /** Whether what belongs to this owner may be changed by no other than this user and root. */
  boolean trusts(int owner) {
    return owner == id || owner == ROOT;
  }
}
