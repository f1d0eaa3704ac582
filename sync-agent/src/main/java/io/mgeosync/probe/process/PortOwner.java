package io.mgeosync.probe.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whoever listens at the port of a URL of this machine. */
final class PortOwner implements ServiceProcess {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final String host;
  private final int port;
  private final ProcTree tree;
  private final Sightings sightings;

  PortOwner(URI url, ProcTree tree, Sightings sightings) {
    this.host = url.getHost().replaceAll("[\\[\\]]", "");
    this.port = url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? HTTPS : HTTP;
    this.tree = tree;
    this.sightings = sightings;
  }

  @Override
  public Lookup find() {
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
    return sightings.find(sockets, () -> search(sockets, listening.getFirst().uid()));
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
    return service.isEmpty()
        ? unknown(holders, hidden, uid)
        : Family.of("the owner of port " + port, service, all);
  }

  private Unknown unknown(List<ProcessStat> standIns, boolean hidden, long uid) {
    if (!standIns.isEmpty()) {
      return new Unknown(
          "%s keeps port %d for the service; name that one with service.container or service.pid-file"
              .formatted(standIns.getFirst().name(), port));
    }
    return new Unknown(
        hidden
            ? "the process at port %d is another user's (uid %d); run the agent as that user or with CAP_SYS_PTRACE"
                .formatted(port, uid)
            : "no process of this PID namespace holds port %d; share the host's PID namespace"
                .formatted(port));
  }
}
