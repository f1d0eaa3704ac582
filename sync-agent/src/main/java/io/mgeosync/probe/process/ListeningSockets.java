package io.mgeosync.probe.process;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The inodes of the sockets that listen on a TCP port, in the network namespace of this process.
 * Format: proc_net_tcp(5), whose second column is the local address, the fourth the state and the
 * tenth the inode.
 */
final class ListeningSockets {
  private static final String LISTEN = "0A";

  private ListeningSockets() {}

  /** As the links below {@code /proc/PID/fd} name them. */
  static Set<String> on(int port, Proc proc) {
    String suffix = ":%04X".formatted(port);
    return Stream.of("net/tcp", "net/tcp6")
        .flatMap(table -> proc.lines(proc.root().resolve(table)).stream())
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > 9)
        .filter(columns -> columns[1].endsWith(suffix) && columns[3].equals(LISTEN))
        .map(columns -> "socket:[" + columns[9] + "]")
        .collect(Collectors.toSet());
  }
}
