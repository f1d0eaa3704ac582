package io.mgeosync.http;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The file of a Unix-domain socket: who may connect, and what a killed process left behind. */
final class SocketFile {
  private static final String GROUP_MAY_CONNECT = "rw-rw----";
  private static final String ALL_MAY_CONNECT = "rw-rw-rw-";

  private final Path path;

  SocketFile(Path path) {
    this.path = path;
  }

  /**
   * Removes what a director that was killed has left; never a file that is no socket, nor a socket
   * on which a process answers.
   *
   * @throws SocketListenException when the place is not free
   */
  void makeRoom() {
    try {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isOther()) {
        throw SocketListenException.noSocket(path);
      }
      if (answers()) {
        throw SocketListenException.taken(path);
      }
      Files.delete(path);
    } catch (IOException e) {
      throw SocketListenException.of(path, e);
    }
  }

  private boolean answers() {
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Lets the owner and the group connect: connecting needs the right to write.
   *
   * @param group null to leave it the process's own
   */
  void share(@Nullable String group) {
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(GROUP_MAY_CONNECT));
      if (group != null) {
        var principal =
            path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
        Files.getFileAttributeView(path, PosixFileAttributeView.class).setGroup(principal);
      }
    } catch (IOException e) {
      throw group == null
          ? SocketListenException.of(path, e)
          : SocketListenException.noGroup(path, group, e);
    }
  }

  /** Lets every user of this machine connect. */
  void shareWithAll() {
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(ALL_MAY_CONNECT));
    } catch (IOException e) {
      throw SocketListenException.of(path, e);
    }
  }

  void removeFile() throws IOException {
    Files.deleteIfExists(path);
  }
}
