package io.mgeosync.probe.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whoever listens at the port of a URL of this machine. To look at every descriptor of every
 * process is dear, so what was found is believed while all of it lives and the same sockets listen,
 * for a minute at most: by then a worker that was started beside the others is seen too.
 */
final class PortOwner implements ServiceProcess {
  private static final Duration BELIEVED = Duration.ofMinutes(1);
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final String host;
  private final int port;
  private final ProcTree tree;
  private final Clock clock;
  private @Nullable Sighting last;

  private record Sighting(Set<Long> sockets, Found found, Instant at) {}

  PortOwner(URI url, ProcTree tree, Clock clock) {
    this.host = url.getHost().replaceAll("[\\[\\]]", "");
    this.port = url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? HTTPS : HTTP;
    this.tree = tree;
    this.clock = clock;
  }

  @Override
  public synchronized Lookup find() {
    try {
      List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
      if (!ofThisMachine(addresses.getFirst())) {
        return new Unknown(host + " is another machine; run the agent where the service runs");
      }
      List<ListeningSocket> sockets = at(addresses);
      return sockets.isEmpty()
          ? new Unknown("nothing listens at port %d; start the service".formatted(port))
          : owners(sockets);
    } catch (UnknownHostException e) {
      return new Unknown(host + " has no address; correct service.url");
    } catch (IOException e) {
      return new Unknown("/proc cannot be read; mount it, or name service.pid-file");
    }
  }

  private static boolean ofThisMachine(InetAddress address) throws IOException {
    return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
  }

  /** A socket of exactly this address gets the connection, before one of every address. */
  private List<ListeningSocket> at(List<InetAddress> addresses) throws IOException {
    List<ListeningSocket> ofPort =
        tree.listening().stream().filter(socket -> socket.port() == port).toList();
    List<ListeningSocket> exact =
        ofPort.stream().filter(socket -> addresses.contains(socket.address())).toList();
    return exact.isEmpty()
        ? ofPort.stream().filter(socket -> socket.address().isAnyLocalAddress()).toList()
        : exact;
  }

  private Lookup owners(List<ListeningSocket> listening) throws IOException {
    Set<Long> sockets =
        listening.stream().map(ListeningSocket::inode).collect(Collectors.toUnmodifiableSet());
    if (last != null && stillTrue(last, sockets)) {
      return last.found();
    }
    last = null;
    Lookup lookup = search(sockets, listening.getFirst().uid());
    if (lookup instanceof Found found) {
      last = new Sighting(sockets, found, clock.instant());
    }
    return lookup;
  }

  private boolean stillTrue(Sighting sighting, Set<Long> sockets) {
    return sighting.sockets().equals(sockets)
        && Duration.between(sighting.at(), clock.instant()).abs().compareTo(BELIEVED) < 0
        && sighting.found().processes().stream().allMatch(tree::alive);
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
    List<ProcessStat> service = holders.stream().filter(p -> !Family.standsIn(p)).toList();
    return service.isEmpty() ? unknown(holders, hidden, uid) : new Found(Family.of(service, all));
  }

  private Unknown unknown(List<ProcessStat> standIns, boolean hidden, long uid) {
    if (!standIns.isEmpty()) {
      return new Unknown(
          "%s keeps port %d for the service; name the service's own process with service.pid-file"
              .formatted(standIns.getFirst().name(), port));
    }
    return new Unknown(
        hidden
            ? "the process at port %d is another user's (uid %d); run the agent as that user or with CAP_SYS_PTRACE"
                .formatted(port, uid)
            : "no process of this PID namespace holds port %d; share the host's PID namespace, or name service.pid-file"
                .formatted(port));
  }
}
