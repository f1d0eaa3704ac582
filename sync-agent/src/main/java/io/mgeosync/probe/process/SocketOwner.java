package io.mgeosync.probe.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The processes that listen at a Unix socket of this machine. */
final class SocketOwner implements ServiceProcess {
  private final Path socket;
  private final ProcFileSystem tree;
  private final SocketHolders holders;

  SocketOwner(Path socket, ProcFileSystem tree, ProcessCache sightings) {
    this.socket = socket;
    this.tree = tree;
    this.holders = new SocketHolders(socket.toString(), tree, sightings);
  }

  @Override
  public Lookup find() {
    try {
      Set<Long> inodes = tree.listeningAt(socket);
      return inodes.isEmpty()
          ? new Unknown("nothing listens at %s; start the service".formatted(socket))
          : holders.find(inodes, owner());
    } catch (IOException e) {
      return new Unknown("/proc cannot be read; mount it, or name service.pid-file");
    }
  }

  private long owner() {
    try {
      return ((Number) Files.getAttribute(socket, "unix:uid")).longValue();
    } catch (IOException e) {
      return 0;
    }
  }
}
