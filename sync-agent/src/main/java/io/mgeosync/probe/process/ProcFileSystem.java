package io.mgeosync.probe.process;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kernel's process file system, proc(5), read only.
 *
 * @param root {@code /proc}, or a copy of it in a test
 */
public record ProcFileSystem(Path root) {
  /** The machine's own. */
  public static final ProcFileSystem OF_MACHINE = new ProcFileSystem(Path.of("/proc"));

  private static final int UNIX_FIELDS = 8;

  /** The flag of a Unix socket that accepts connections. */
  private static final String ACCEPTS = "00010000";

  private static final String NUMBERS = "NSpid:";

  /** {@code PROC_PID_INIT_INO} of the kernel's include/linux/proc_ns.h. */
  private static final String INITIAL = "pid:[4026531836]";

  /** The kernel's USER_HZ is 100 on every architecture that has a GPU driver. */
  private static final Duration TICK = Duration.ofMillis(10);

  /** Every process that this one may see, but not itself: the agent reads releases too. */
  List<ProcessStat> others() throws IOException {
    String self = self();
    var found = new ArrayList<ProcessStat>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "[0-9]*")) {
      for (Path entry : entries) {
        String pid = entry.getFileName().toString();
        if (!pid.equals(self)) {
          stat(pid).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private String self() throws IOException {
    Path link = root.resolve("self");
    return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
  }

  /** Empty when no such process runs. */
  Optional<ProcessStat> stat(long pid) {
    return stat(Long.toString(pid));
  }

  private Optional<ProcessStat> stat(String pid) {
    try {
      return ProcessStat.parse(
          Files.readString(root.resolve(pid).resolve("stat"), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether this very process still runs, and not another one with its number. */
  public boolean alive(ProcessId process) {
    return stat(process.pid()).filter(now -> now.id().equals(process)).isPresent();
  }

  /**
   * For how long the process has run, exact to some hundredths of a second.
   *
   * @throws IOException when the kernel does not say how long the machine has
   */
  public Duration age(ProcessId process) throws IOException {
    String uptime = Files.readString(root.resolve("uptime")).split(" ", 2)[0];
    long ticks = new BigDecimal(uptime).movePointRight(2).longValue();
    return TICK.multipliedBy(ticks - process.startTicks());
  }

  /**
   * Its numbers, from this PID namespace's to the innermost one's; empty when it is gone. Kernels
   * before 4.1 tell none.
   */
  List<Long> numbers(ProcessId process) {
    return lines(process, "status").stream()
        .filter(line -> line.startsWith(NUMBERS))
        .flatMap(line -> Stream.of(line.substring(NUMBERS.length()).strip().split("\\s+", -1)))
        .map(Long::valueOf)
        .toList();
  }

  /** The lines of its control groups; empty when it is gone. */
  List<String> groups(ProcessId process) {
    return lines(process, "cgroup");
  }

  private List<String> lines(ProcessId process, String file) {
    try {
      return Files.readAllLines(
          root.resolve(Long.toString(process.pid())).resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Whether the numbers here are those of the whole machine, which a GPU's driver reports; in a
   * container that does not share the host's PID namespace they are not.
   */
  public boolean ofWholeMachine() {
    try {
      return Files.readSymbolicLink(root.resolve("self/ns/pid")).toString().equals(INITIAL);
    } catch (IOException e) {
      return false;
    }
  }

  /** What the process has mapped and open. */
  public ProcessFiles filesOf(ProcessId process) {
    return new ProcessFiles(
        process, root.resolve(Long.toString(process.pid())), () -> alive(process));
  }

  /** Every TCP socket of this network namespace that waits for connections. */
  List<ListeningSocket> listening() throws IOException {
    var sockets = new ArrayList<ListeningSocket>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      Path file = root.resolve(table);
      if (Files.exists(file)) { // a machine without IPv6 has no tcp6
        sockets.addAll(listening(file));
      }
    }
    return sockets;
  }

  /**
   * The inodes of the sockets that wait for connections at a path, as they were bound: number,
   * references, protocol, flags, type, state, inode, path.
   */
  Set<Long> listeningAt(Path socket) throws IOException {
    try (Stream<String> lines =
        Files.lines(root.resolve("net/unix"), StandardCharsets.ISO_8859_1)) {
      byte[] path = socket.toString().getBytes(StandardCharsets.UTF_8);
      String bound = new String(path, StandardCharsets.ISO_8859_1);
      return lines
          .map(line -> line.strip().split("\\s+", UNIX_FIELDS))
          .filter(fields -> fields.length == UNIX_FIELDS && fields[3].equals(ACCEPTS))
          .filter(fields -> fields[UNIX_FIELDS - 1].equals(bound))
          .map(fields -> Long.valueOf(fields[UNIX_FIELDS - 2]))
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * The kernel lists those that listen before all others, so that a hundred thousand connections
   * are not read for the sake of one port.
   */
  private static List<ListeningSocket> listening(Path table) throws IOException {
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .skip(1)
          .map(ListeningSocket::parse)
          .takeWhile(Optional::isPresent)
          .flatMap(Optional::stream)
          .toList();
    }
  }
}
