package io.mgeosync.probe.process;

import io.mgeosync.probe.process.ServiceProcess.Lookup;
import io.mgeosync.probe.process.ServiceProcess.Unknown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The processes that hold listening sockets. */
final class SocketHolders {
  private final String place;
  private final ProcFileSystem tree;
  private final ProcessCache sightings;

  /**
   * @param place where the sockets listen, for people
   */
  SocketHolders(String place, ProcFileSystem tree, ProcessCache sightings) {
    this.place = place;
    this.tree = tree;
    this.sightings = sightings;
  }

  /**
   * Looks for them.
   *
   * @param sockets inodes
   * @param uid of the user who opened the first
   */
  Lookup find(Set<Long> sockets, long uid) throws IOException {
    Set<Long> inodes = Set.copyOf(sockets);
    return sightings.find(inodes, () -> search(inodes, uid));
  }

  private Lookup search(Set<Long> sockets, long uid) throws IOException {
    List<ProcessStat> all = tree.others();
    var holders = new ArrayList<ProcessStat>();
    boolean hidden = false;
    for (ProcessStat process : all) {
      try {
        if (tree.filesOf(process.id()).sockets().stream().anyMatch(sockets::contains)) {
          holders.add(process);
        }
      } catch (IOException e) {
        hidden = true;
      }
    }
    List<ProcessStat> service = holders.stream().filter(p -> !ProcessTree.standsIn(p)).toList();
    return service.isEmpty()
        ? unknown(holders, hidden, uid)
        : ProcessTree.of("the owner of " + place, service, all);
  }

  private Unknown unknown(List<ProcessStat> standIns, boolean hidden, long uid) {
    if (!standIns.isEmpty()) {
      return new Unknown(
          "%s keeps %s for the service; name that one with service.container or service.pid-file"
              .formatted(standIns.getFirst().name(), place));
    }
    return new Unknown(
        hidden
            ? "the process at %s is another user's (uid %d); run the agent as that user or with CAP_SYS_PTRACE"
                .formatted(place, uid)
            : "no process of this PID namespace holds %s; share the host's PID namespace"
                .formatted(place));
  }
}
