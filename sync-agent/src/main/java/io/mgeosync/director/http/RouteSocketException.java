package io.mgeosync.director.http;

import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;

/** The director cannot answer nginx where it should. */
public final class RouteSocketException extends Refusal {
  private final Path socket;

  private RouteSocketException(
      Kind kind, Path socket, String problem, String remedy, Throwable cause) {
    super(kind, "cannot listen on " + socket + ": " + problem, remedy, cause);
    this.socket = socket;
  }

  static RouteSocketException taken(Path socket) {
    return new RouteSocketException(
        Kind.BUSY,
        socket,
        "another process answers there",
        "end the other director, or change nginx.socket",
        new java.net.BindException("in use"));
  }

  static RouteSocketException noSocket(Path socket) {
    return new RouteSocketException(
        Kind.CONFIGURATION,
        socket,
        "a file that is no socket is there",
        "remove it, or change nginx.socket",
        new java.net.BindException("not a socket"));
  }

  static RouteSocketException noGroup(Path socket, String group, Throwable cause) {
    return new RouteSocketException(
        Kind.DENIED,
        socket,
        "it cannot be given to the group " + group,
        "name a group of this machine that the director's user is in, or start it with this group",
        cause);
  }

  static RouteSocketException of(Path socket, Throwable cause) {
    return new RouteSocketException(
        Kind.CONFIGURATION,
        socket,
        String.valueOf(cause.getMessage()),
        "the folder must be there and the director's own (systemd: RuntimeDirectory=mgeo-sync),"
            + " the path shorter than 100 characters",
        cause);
  }

  /** Where it was to listen. */
  public Path socket() {
    return socket;
  }
}
