package io.mgeosync.disk.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Messages to a Unix socket that another process has bound, which Java can only stream to:
 * socket(2), sendto(2) and unix(7). Safe from any thread.
 */
public final class UnixDatagram {
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 02000000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MAX_PATH = 107;
  private static final int PATH_OFFSET = 2;

  private final LibC libc;
  private final MethodHandle socket = LibC.bind("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private final MethodHandle sendto =
      LibC.bind("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private final byte[] path;

  private UnixDatagram(LibC libc, byte[] path) {
    this.libc = libc;
    this.path = path;
  }

  /**
   * A way to one socket, whether it is bound already or not.
   *
   * @param address a path, or {@code @} and a name that is in no file system
   * @return empty where the address can be none, or this machine has no such sockets
   */
  public static Optional<UnixDatagram> to(String address) {
    byte[] path = address.getBytes(UTF_8);
    boolean usable = path.length > 1 && path.length <= MAX_PATH && "/@".indexOf(path[0]) >= 0;
    return usable ? LibC.here().map(libc -> new UnixDatagram(libc, path)) : Optional.empty();
  }

  /**
   * Sends one message without waiting.
   *
   * @return false when no process has bound the socket, or its queue is full
   */
  public boolean sendMessage(byte[] message) {
    int descriptor =
        (int)
            LibC.call(() -> (int) socket.invokeExact((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (descriptor < 0) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, message);
      MemorySegment address = address(arena);
      int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
      long size = message.length;
      int length = PATH_OFFSET + path.length;
      long sent =
          LibC.call(
              () -> (long) sendto.invokeExact(descriptor, bytes, size, flags, address, length));
      return sent == size;
    } finally {
      libc.close(descriptor);
    }
  }

  /** An abstract name begins with a zero byte; it is as long as the address says. */
  private MemorySegment address(Arena arena) {
    MemorySegment address = arena.allocate(PATH_OFFSET + MAX_PATH + 1L, Short.BYTES);
    address.set(JAVA_SHORT, 0, AF_UNIX);
    MemorySegment.copy(path, 0, address, JAVA_BYTE, PATH_OFFSET, path.length);
    if (path[0] == '@') {
      address.set(JAVA_BYTE, PATH_OFFSET, (byte) 0);
    }
    return address;
  }
}
