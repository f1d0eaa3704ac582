package io.mgeosync.http;

import io.mgeosync.base.CommandSocket;
import io.mgeosync.base.HostPort;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.manifest.Refusal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints of a program: for reading on a network address, and for reading and commands on a
 * Unix socket. Each has threads and room of its own, so that no client of the one keeps a client of
 * the other from its answer.
 */
public final class HttpApi implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpApi.class);

  private final HttpListener network;
  private final @Nullable SocketListener commands;

  /**
   * Listens from now on. A program whose usual socket cannot be made starts without one.
   *
   * @throws HttpListenException when the address cannot be listened on
   * @throws SocketListenException when the socket that the configuration names cannot be
   */
  public HttpApi(HostPort listen, CommandSocket socket, Endpoints endpoints) {
    this.commands = open(socket, endpoints);
    this.network = open(listen, endpoints);
  }

  private static @Nullable SocketListener open(CommandSocket socket, Endpoints endpoints) {
    try {
      if (!socket.named()) {
        DurableFiles.createDirectories(Objects.requireNonNull(socket.path().getParent()));
      }
      return SocketListener.commanding(socket, "commands", endpoints);
    } catch (Refusal e) {
      if (socket.named()) {
        throw e;
      }
      log.warn("no commands are taken: {}; {}", e.reason(), e.remedy());
      return null;
    }
  }

  private HttpListener open(HostPort listen, Endpoints endpoints) {
    try {
      return new HttpListener(listen, endpoints);
    } catch (HttpListenException e) {
      closeCommands();
      throw e;
    }
  }

  /** The port that it listens on, also when the configuration left the choice open. */
  public int port() {
    return network.port();
  }

  private void closeCommands() {
    if (commands != null) {
      commands.close();
    }
  }

  @Override
  public void close() {
    closeCommands();
    network.close();
  }
}
