package io.mgeosync.http;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * Who may give commands on a Unix socket: root, the program's own user, and the users that the
 * configuration names. The kernel says who has connected.
 */
final class Operators {
  private static final String ROOT = "root";

  private final List<String> names;
  private final @Nullable UserPrincipal own;

  /**
   * @param names of users of this machine
   */
  Operators(List<String> names) {
    this.names = List.copyOf(names);
    this.own = ownUser();
  }

  private static @Nullable UserPrincipal ownUser() {
    try {
      return Files.getOwner(Path.of("/proc/self"));
    } catch (IOException e) {
      return null;
    }
  }

  boolean mayCommand(UserPrincipal user) {
    return user.equals(own) || user.getName().equals(ROOT) || names.contains(user.getName());
  }

  /** The user at the other end; empty when the kernel does not say. */
  static Optional<UserPrincipal> userOf(EndPoint client) {
    try {
      return client.getTransport() instanceof SocketChannel channel
          ? Optional.of(channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user())
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
