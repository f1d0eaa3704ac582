package io.mgeosync.disk.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** A Unix socket that messages are sent to, as systemd has one: bind(2), poll(2) and recv(2). */
public final class DatagramReceiver implements AutoCloseable {
  private static final MethodHandle SOCKET =
      LibC.bind("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = LibC.bind("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle POLL =
      LibC.bind("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECV =
      LibC.bind("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final short POLLIN = 1;
  private static final int LONGEST = 8192;

  private final int descriptor;

  /** Bound from now on; an address is a path, or an abstract name behind {@code @}. */
  public DatagramReceiver(String address) {
    descriptor = (int) LibC.call(() -> (int) SOCKET.invokeExact(1, 2, 0));
    byte[] path = address.getBytes(UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(110, 2);
      name.set(JAVA_SHORT, 0, (short) 1);
      MemorySegment.copy(path, 0, name, JAVA_BYTE, 2, path.length);
      if (path[0] == '@') {
        name.set(JAVA_BYTE, 2, (byte) 0);
      }
      int length = 2 + path.length;
      assertThat(LibC.call(() -> (int) BIND.invokeExact(descriptor, name, length))).isZero();
    }
  }

  /** The next message; empty when none comes in this time. */
  public Optional<String> next(int millis) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(8, 4);
      poll.set(JAVA_INT, 0, descriptor);
      poll.set(JAVA_SHORT, 4, POLLIN);
      if (LibC.call(() -> (int) POLL.invokeExact(poll, 1L, millis)) < 1) {
        return Optional.empty();
      }
      MemorySegment bytes = arena.allocate(LONGEST);
      long size = LibC.call(() -> (long) RECV.invokeExact(descriptor, bytes, (long) LONGEST, 0));
      return Optional.of(new String(bytes.asSlice(0, size).toArray(JAVA_BYTE), UTF_8));
    }
  }

  @Override
  public void close() {
    LibC.here().orElseThrow().close(descriptor);
  }
}
