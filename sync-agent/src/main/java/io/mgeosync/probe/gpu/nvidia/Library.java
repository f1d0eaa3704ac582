package io.mgeosync.probe.gpu.nvidia;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A shared library whose functions all return an int, as NVML's and the CUDA driver's do. A
 * function is bound when it is first called; its signature is that of the arguments: Integer is a C
 * int, Long a 64-bit integer, MemorySegment a pointer.
 */
final class Library {
  private static final Linker LINKER = Linker.nativeLinker();

  /** A library is loaded and its functions are bound once, however many ask of it. */
  private static final Map<String, Library> LOADED = new ConcurrentHashMap<>();

  private final SymbolLookup symbols;
  private final Map<String, MethodHandle> bound = new ConcurrentHashMap<>();

  Library(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  /**
   * @param name as the dynamic linker finds it, such as {@code libcuda.so.1}
   * @throws IllegalArgumentException when it cannot be loaded
   */
  static Library load(String name) {
    return LOADED.computeIfAbsent(name, Library::loadNow);
  }

  @SuppressWarnings("restricted") // To bind a driver's functions is what this package is for.
  private static Library loadNow(String name) {
    return new Library(SymbolLookup.libraryLookup(name, Arena.global()));
  }

  boolean has(String function) {
    return symbols.find(function).isPresent();
  }

  /** The library must have the function. */
  int call(String function, Object... arguments) {
    MethodHandle handle = bound.computeIfAbsent(function, name -> bind(name, arguments));
    try {
      return (int) handle.invokeExact(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("a C function threw: " + function, e);
    }
  }

  @SuppressWarnings("restricted")
  private MethodHandle bind(String function, Object... arguments) {
    MemoryLayout[] layouts =
        Arrays.stream(arguments).map(Library::layout).toArray(MemoryLayout[]::new);
    return LINKER
        .downcallHandle(
            symbols.findOrThrow(function), FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts))
        .asSpreader(Object[].class, layouts.length)
        .asType(MethodType.methodType(int.class, Object[].class));
  }

  private static MemoryLayout layout(Object argument) {
    return switch (argument) {
      case Integer _ -> ValueLayout.JAVA_INT;
      case Long _ -> ValueLayout.JAVA_LONG;
      case MemorySegment _ -> ValueLayout.ADDRESS;
      default -> throw new IllegalArgumentException("not a C argument: " + argument);
    };
  }
}
