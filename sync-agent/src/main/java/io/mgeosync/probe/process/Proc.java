package io.mgeosync.probe.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Linux's {@code /proc}, as far as finding a process needs it. Processes come and go while it is
 * read: what is gone reads as nothing. Formats: proc_pid_status(5), proc_pid_fd(5).
 */
public final class Proc {
  /** {@code PROC_PID_INIT_INO} in the kernel's include/linux/proc_ns.h. */
  private static final String INITIAL_PID_NAMESPACE = "pid:[4026531836]";

  private final Path root;

  /**
   * A view.
   *
   * @param root {@code /proc}
   */
  public Proc(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /**
   * Whether the PIDs here are those of the whole machine, which the GPU driver reports; in a
   * container without {@code hostPID} they are not.
   */
  public boolean initialPidNamespace() {
    return link(root.resolve("self/ns/pid")).filter(INITIAL_PID_NAMESPACE::equals).isPresent();
  }

  /** All processes that can be seen. */
  List<Long> pids() {
    var pids = new ArrayList<Long>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "[1-9]*")) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.matches("[0-9]{1,18}")) {
          pids.add(Long.parseLong(name));
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return pids;
  }

  /**
   * What its open files are, such as {@code socket:[4711]}; empty when this user may not see them.
   */
  Optional<Set<String>> openFiles(long pid) {
    var targets = new HashSet<String>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(pid + "/fd"))) {
      for (Path entry : entries) {
        link(entry).ifPresent(targets::add);
      }
      return Optional.of(targets);
    } catch (IOException | DirectoryIteratorException e) {
      return Optional.empty();
    }
  }

  /** Its PIDs, from this namespace's to the innermost one's; empty when it is gone. */
  List<Long> namespacePids(long pid) {
    List<Long> found = numbers(pid, "NSpid:");
    return found.isEmpty() ? numbers(pid, "Pid:") : found;
  }

  Optional<Long> parent(long pid) {
    return numbers(pid, "PPid:").stream().findFirst();
  }

  /** The lines of its control groups; empty when it is gone. */
  List<String> controlGroups(long pid) {
    return lines(root.resolve(pid + "/cgroup"));
  }

  /** The program's short name; empty when it is gone. */
  String command(long pid) {
    return lines(root.resolve(pid + "/comm")).stream().findFirst().orElse("");
  }

  /** Workers that a service forked or spawned are the service, too. */
  Set<Long> withDescendants(Set<Long> pids) {
    Map<Long, Long> parents = new HashMap<>();
    pids().forEach(pid -> parent(pid).ifPresent(parent -> parents.put(pid, parent)));
    var family = new HashSet<>(pids);
    boolean grew = true;
    while (grew) {
      grew =
          family.addAll(
              parents.entrySet().stream()
                  .filter(child -> family.contains(child.getValue()))
                  .map(Map.Entry::getKey)
                  .toList());
    }
    return family;
  }

  private List<Long> numbers(long pid, String field) {
    return lines(root.resolve(pid + "/status")).stream()
        .filter(line -> line.startsWith(field))
        .flatMap(line -> Stream.of(line.substring(field.length()).strip().split("\\s+")))
        .filter(word -> word.matches("[0-9]{1,18}"))
        .map(Long::valueOf)
        .toList();
  }

  /** Empty when it is not there, or may not be read. */
  List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<String> link(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
