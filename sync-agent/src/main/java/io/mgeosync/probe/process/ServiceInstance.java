package io.mgeosync.probe.process;

import io.mgeosync.probe.process.ServiceProcess.Found;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the service that runs now from the next one at the same place, by what the kernel gives to
 * no other before the machine starts again: its process and when that started, and the sockets that
 * it listens on. The sockets are seen also where the process is another user's, or in another PID
 * namespace.
 */
public final class ServiceInstance {
  private final @Nullable URI url;
  private final ServiceProcess process;
  private final ProcFileSystem tree;

  /**
   * Of one service.
   *
   * @param url where it listens, if that is known
   */
  public ServiceInstance(@Nullable URI url, ServiceProcess process, ProcFileSystem tree) {
    this.url = url;
    this.process = process;
    this.tree = tree;
  }

  /** One word for the instance that runs now; empty when nothing tells it from another. */
  public Optional<String> now() {
    String process = oldest().map(id -> id.pid() + "/" + id.startTicks()).orElse("");
    String sockets = sockets();
    return process.isEmpty() && sockets.isEmpty()
        ? Optional.empty()
        : Optional.of("process=%s;sockets=%s".formatted(process, sockets));
  }

  /** Workers come and go; the process that started them stays. */
  private Optional<ProcessId> oldest() {
    return process.find() instanceof Found found
        ? found.processes().stream().min(Comparator.comparingLong(ProcessId::startTicks))
        : Optional.empty();
  }

  private String sockets() {
    if (url == null || url.getHost() == null) {
      return "";
    }
    try {
      int port = PortOwner.port(url);
      List<InetAddress> addresses = List.of(InetAddress.getAllByName(PortOwner.host(url)));
      if (!PortOwner.ofThisMachine(addresses.getFirst())) {
        return "";
      }
      return String.join(
          ",",
          tree.listening().stream()
              .filter(socket -> socket.port() == port)
              .map(socket -> Long.toString(socket.inode()))
              .sorted()
              .toList());
    } catch (IOException e) {
      return "";
    }
  }
}
