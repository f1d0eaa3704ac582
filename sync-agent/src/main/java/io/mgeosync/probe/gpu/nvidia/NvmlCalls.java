package io.mgeosync.probe.gpu.nvidia;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Calls NVML and tells apart what is said, what is not said, and what is a fault. Not said is what
 * the library does not have, and what this model or this mode does not support; anything else that
 * the driver returns is a fault, unless the caller names it as one of the function's usual answers.
 */
final class NvmlCalls {
  private static final int TEXT = 96;

  private final Library library;

  NvmlCalls(Library library) {
    this.library = library;
  }

  boolean has(String function) {
    return library.has(function);
  }

  /** The bare return code; {@link NvmlCode#NOT_SUPPORTED} when the library lacks it. */
  NvmlCode code(String function, Object... arguments) {
    return NvmlCode.of(number(function, arguments));
  }

  private int number(String function, Object... arguments) {
    return library.has(function)
        ? library.call(function, arguments)
        : NvmlCode.NOT_SUPPORTED.number();
  }

  /**
   * @throws NvmlException unless it succeeds
   */
  void callOrThrow(String function, Object... arguments) {
    if (!library.has(function)) {
      throw new NvmlException(function, NvmlCode.FUNCTION_NOT_FOUND.number());
    }
    int code = library.call(function, arguments);
    if (code != 0) {
      throw new NvmlException(function, code);
    }
  }

  /**
   * @return whether the driver said what was asked; false where it cannot know
   * @throws NvmlException when the GPU or the driver is at fault
   */
  boolean said(String function, Object... arguments) {
    return saidUnless(Set.of(), function, arguments);
  }

  /**
   * As {@link #said}, for a function that has other ways to say that there is nothing.
   *
   * @param nothing what it returns then, beside {@link NvmlCode#NOT_SUPPORTED}
   */
  boolean saidUnless(Set<NvmlCode> nothing, String function, Object... arguments) {
    int number = number(function, arguments);
    NvmlCode code = NvmlCode.of(number);
    if (code == NvmlCode.SUCCESS) {
      return true;
    }
    if (code == NvmlCode.NOT_SUPPORTED || nothing.contains(code)) {
      return false;
    }
    throw new NvmlException(function, number);
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
    callOrThrow(function, all);
    return out.get(ADDRESS, 0);
  }
}
