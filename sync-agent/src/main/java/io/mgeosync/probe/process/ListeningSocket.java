package io.mgeosync.probe.process;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A TCP socket that waits for connections.
 *
 * @param uid of the user who opened it
 * @param inode how the descriptors of its processes name it
 */
record ListeningSocket(InetAddress address, int port, long uid, long inode) {
  private static final String LISTEN = "0A";
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int UID = 7;
  private static final int INODE = 9;

  /** One line of {@code /proc/net/tcp} or {@code tcp6}; empty for a socket in another state. */
  static Optional<ListeningSocket> parse(String line) {
    String[] fields = line.strip().split("\\s+", -1);
    if (fields.length <= INODE || !fields[STATE].equals(LISTEN)) {
      return Optional.empty();
    }
    int colon = fields[LOCAL].indexOf(':');
    return Optional.of(
        new ListeningSocket(
            address(fields[LOCAL].substring(0, colon)),
            Integer.parseInt(fields[LOCAL].substring(colon + 1), 16),
            Long.parseLong(fields[UID]),
            Long.parseLong(fields[INODE])));
  }

  /** The kernel prints each 32-bit word of the address as a number of this machine's byte order. */
  private static InetAddress address(String hex) {
    byte[] printed = HexFormat.of().parseHex(hex);
    var words = ByteBuffer.wrap(printed);
    var address = ByteBuffer.allocate(printed.length).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      address.putInt(words.getInt());
    }
    try {
      return InetAddress.getByAddress(address.array());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address of 4 or 16 bytes: " + hex, e);
    }
  }
}
