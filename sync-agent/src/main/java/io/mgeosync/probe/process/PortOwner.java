package io.mgeosync.probe.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;

/** The processes that listen at the port of a URL of this machine. */
final class PortOwner implements ServiceProcess {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final String host;
  private final int port;
  private final ProcFileSystem tree;
  private final SocketHolders holders;

  PortOwner(URI url, ProcFileSystem tree, ProcessCache sightings) {
    this.host = host(url);
    this.port = port(url);
    this.tree = tree;
    this.holders = new SocketHolders("port " + port, tree, sightings);
  }

  static String host(URI url) {
    return url.getHost().replaceAll("[\\[\\]]", "");
  }

  static int port(URI url) {
    return url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? HTTPS : HTTP;
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
          : holders.find(
              sockets.stream().map(ListeningSocket::inode).collect(Collectors.toSet()),
              sockets.getFirst().uid());
    } catch (UnknownHostException e) {
      return new Unknown(host + " has no address; correct service.url");
    } catch (IOException e) {
      return new Unknown("/proc cannot be read; mount it, or name service.pid-file");
    }
  }

  static boolean ofThisMachine(InetAddress address) throws IOException {
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
}
