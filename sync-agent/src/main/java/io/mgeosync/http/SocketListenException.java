package io.mgeosync.http;

import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;

/** A Unix-domain socket cannot be listened on. */
public final class SocketListenException extends Refusal {
  private final Path socket;

  private SocketListenException(
      Kind kind, Path socket, String problem, String remedy, Throwable cause) {
    super(kind, "cannot listen on " + socket + ": " + problem, remedy, cause);
    this.socket = socket;
  }

  static SocketListenException taken(Path socket) {
    return new SocketListenException(
        Kind.BUSY,
        socket,
        "another process answers there",
        "end the other process, or name another path in the configuration",
        new java.net.BindException("in use"));
  }

  static SocketListenException noSocket(Path socket) {
    return new SocketListenException(
        Kind.CONFIGURATION,
        socket,
        "a file that is no socket is there",
        "remove it, or name another path in the configuration",
        new java.net.BindException("not a socket"));
  }

  static SocketListenException noGroup(Path socket, String group, Throwable cause) {
    return new SocketListenException(
        Kind.DENIED,
        socket,
        "it cannot be given to the group " + group,
        "name a group of this machine that this program's user is in, or start it with this group",
        cause);
  }

  static SocketListenException of(Path socket, Throwable cause) {
    return new SocketListenException(
        Kind.CONFIGURATION,
        socket,
        String.valueOf(cause.getMessage()),
        "the folder must be there and this program's own (systemd: RuntimeDirectory=mgeo-sync),"
            + " the path shorter than 100 characters",
        cause);
  }

  /** Where it was to listen. */
  public Path socket() {
    return socket;
  }
}
