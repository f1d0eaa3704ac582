package io.mgeosync.probe.gpu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Calls NVML and tells apart what is said, what is not said, and what is a fault. */
final class NvmlCalls {
  private static final int TEXT = 96;

  private final Library library;

  NvmlCalls(Library library) {
    this.library = library;
  }

  boolean has(String function) {
    return library.has(function);
  }

  /** The bare return code; {@link NvmlCode#FUNCTION_NOT_FOUND} when the library lacks it. */
  int code(String function, Object... arguments) {
    return library.has(function)
        ? library.call(function, arguments)
        : NvmlCode.FUNCTION_NOT_FOUND.number();
  }

  /**
   * @throws NvmlException unless it succeeds
   */
  void must(String function, Object... arguments) {
    int code = code(function, arguments);
    if (code != 0) {
      throw new NvmlException(function, code);
    }
  }

  /**
   * @return whether the driver said what was asked; false where it cannot know
   * @throws NvmlException when the GPU or the driver is at fault
   */
  boolean said(String function, Object... arguments) {
    int code = code(function, arguments);
    if (code != 0 && !NvmlCode.of(code).notSaid()) {
      throw new NvmlException(function, code);
    }
    return code == 0;
  }

  /** The unsigned int that the function writes to its last argument. */
  OptionalInt number(Arena arena, String function, MemorySegment device, Object... rest) {
    MemorySegment out = arena.allocate(JAVA_INT);
    return said(function, arguments(device, rest, out))
        ? OptionalInt.of(out.get(JAVA_INT, 0))
        : OptionalInt.empty();
  }

  /** The unsigned long long that the function writes to its last argument. */
  OptionalLong big(Arena arena, String function, MemorySegment device, Object... rest) {
    MemorySegment out = arena.allocate(JAVA_LONG);
    return said(function, arguments(device, rest, out))
        ? OptionalLong.of(out.get(JAVA_LONG, 0))
        : OptionalLong.empty();
  }

  private static Object[] arguments(MemorySegment device, Object[] rest, MemorySegment out) {
    var all = new Object[rest.length + 2];
    all[0] = device;
    System.arraycopy(rest, 0, all, 1, rest.length);
    all[all.length - 1] = out;
    return all;
  }

  /** Of a device; empty when not said. */
  String text(Arena arena, String function, MemorySegment device) {
    MemorySegment out = arena.allocate(TEXT);
    return said(function, device, out, TEXT) ? out.getString(0) : "";
  }

  /** Of the whole system; empty when not said. */
  String text(Arena arena, String function) {
    MemorySegment out = arena.allocate(TEXT);
    return said(function, out, TEXT) ? out.getString(0) : "";
  }

  /** The pointer that the function writes to its last argument. */
  MemorySegment pointer(Arena arena, String function, Object... before) {
    MemorySegment out = arena.allocate(ADDRESS);
    var all = new Object[before.length + 1];
    System.arraycopy(before, 0, all, 0, before.length);
    all[before.length] = out;
    must(function, all);
    return out.get(ADDRESS, 0);
  }
}
