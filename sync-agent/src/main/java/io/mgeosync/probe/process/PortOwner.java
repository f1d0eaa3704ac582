package io.mgeosync.probe.process;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The processes that hold the socket which listens on the service's port. */
public final class PortOwner implements ServiceProcess {
  private static final long INIT = 1;
  private static final String DOCKER_PROXY = "docker-proxy";
  private static final String REMEDY = "; name it by smoke.pid-file or smoke.container";

  private final Proc proc;
  private final int port;

  public PortOwner(Proc proc, int port) {
    this.proc = proc;
    this.port = port;
  }

  @Override
  public Result find() {
    Set<String> sockets = ListeningSockets.on(port, proc);
    if (sockets.isEmpty()) {
      return new Unknown("nothing in this network namespace listens on port " + port + REMEDY);
    }
    return owner(sockets);
  }

  private Result owner(Set<String> sockets) {
    var owners = new HashSet<Long>();
    int unreadable = 0;
    for (long pid : proc.pids()) {
      Optional<Set<String>> open = proc.openFiles(pid);
      if (open.isEmpty()) {
        unreadable++;
      } else if (open.get().stream().anyMatch(sockets::contains)) {
        owners.add(pid);
      }
    }
    owners.remove(INIT);
    return owners.isEmpty() ? nobody(unreadable) : described(owners);
  }

  /** Docker's relay listens for a container that has a network of its own. */
  private Result described(Set<Long> owners) {
    Set<Long> real =
        owners.stream()
            .filter(pid -> !proc.command(pid).equals(DOCKER_PROXY))
            .collect(Collectors.toSet());
    return real.isEmpty()
        ? new Unknown("port %d is Docker's relay to a container%s".formatted(port, REMEDY))
        : Found.of("the owner of port " + port, real, proc);
  }

  private Result nobody(int unreadable) {
    return new Unknown(
        unreadable == 0
            ? "no process here holds port %d%s".formatted(port, REMEDY)
            : "this user may not see who holds port %d; run the agent as root or with CAP_SYS_PTRACE"
                .formatted(port));
  }
}
