package io.mgeosync.probe.gpu.nvidia;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Calls the CUDA driver on behalf of one GPU; every error is a {@link CudaException}. */
final class CudaCalls {
  private static final long LONGEST_NAME = 128;

  private final Library library;
  private final String uuid;

  CudaCalls(Library library, String uuid) {
    this.library = library;
    this.uuid = uuid;
  }

  void callOrThrow(String function, Object... arguments) {
    int code = call(function, arguments);
    if (code != 0) {
      throw new CudaException(uuid, function, code, name(code));
    }
  }

  /** For what is tidied up after an error that was told already. */
  void any(String function, Object... arguments) {
    call(function, arguments);
  }

  private int call(String function, Object... arguments) {
    return library.has(function) ? library.call(function, arguments) : CudaCode.NEEDS_NEWER_DRIVER;
  }

  int number(Arena arena, String function, Object... rest) {
    MemorySegment out = arena.allocate(JAVA_INT);
    callOrThrow(function, first(out, rest));
    return out.get(JAVA_INT, 0);
  }

  long big(Arena arena, String function, Object... rest) {
    MemorySegment out = arena.allocate(JAVA_LONG);
    callOrThrow(function, first(out, rest));
    return out.get(JAVA_LONG, 0);
  }

  MemorySegment pointer(Arena arena, String function, Object... rest) {
    MemorySegment out = arena.allocate(ADDRESS);
    callOrThrow(function, first(out, rest));
    return out.get(ADDRESS, 0);
  }

  /** The driver's functions write to their first argument. */
  private static Object[] first(MemorySegment out, Object[] rest) {
    var all = new Object[rest.length + 1];
    all[0] = out;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  @SuppressWarnings("restricted") // The driver's own text, which ends with a zero byte.
  private String name(int code) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      return call("cuGetErrorName", code, out) == 0
          ? out.get(ADDRESS, 0).reinterpret(LONGEST_NAME).getString(0)
          : "an error without a name";
    }
  }
}
