package io.mgeosync.probe.gpu.nvidia;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A shared library whose functions are Java: real C function pointers, called through the real
 * linker, so that only the driver itself is made up.
 */
final class FakeLibrary {

  /** A C function that returns an int. */
  @FunctionalInterface
  interface Function {
    int call(Object... arguments) throws Exception;
  }

  /** No code of NVML or CUDA. */
  private static final int FAILED = 7777;

  private static final Linker LINKER = Linker.nativeLinker();

  private final Arena arena = Arena.ofAuto();
  private final Map<String, MemorySegment> functions = new HashMap<>();

  /** The names of the functions that were called, in order. */
  final List<String> called = new CopyOnWriteArrayList<>();

  /** What the functions threw. */
  final List<Throwable> failures = new CopyOnWriteArrayList<>();

  /**
   * @param signature a letter for each parameter: p for a pointer, i for an int, l for 64 bits
   */
  @SuppressWarnings("restricted")
  FakeLibrary on(String name, String signature, Function function) {
    var layouts = new ArrayList<MemoryLayout>();
    signature.chars().forEach(letter -> layouts.add(layout((char) letter)));
    var descriptor = FunctionDescriptor.of(JAVA_INT, layouts.toArray(MemoryLayout[]::new));
    Function told = arguments -> tell(name, function, arguments);
    MethodHandle target =
        handle()
            .bindTo(told)
            .asCollector(Object[].class, signature.length())
            .asType(descriptor.toMethodType());
    functions.put(name, LINKER.upcallStub(target, descriptor, arena));
    return this;
  }

  /** An exception that left a function that C calls would end the JVM. */
  private int tell(String name, Function function, Object... arguments) {
    called.add(name);
    try {
      return function.call(arguments);
    } catch (Exception | AssertionError e) {
      failures.add(e);
      return FAILED;
    }
  }

  FakeLibrary without(String name) {
    functions.remove(name);
    return this;
  }

  Library library() {
    return new Library(name -> Optional.ofNullable(functions.get(name)));
  }

  private static MethodHandle handle() {
    try {
      return MethodHandles.lookup()
          .findVirtual(Function.class, "call", MethodType.methodType(int.class, Object[].class))
          .asFixedArity();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a method of this class", e);
    }
  }

  private static MemoryLayout layout(char letter) {
    return switch (letter) {
      case 'p' -> ADDRESS;
      case 'i' -> JAVA_INT;
      case 'l' -> JAVA_LONG;
      default -> throw new IllegalArgumentException("no such type: " + letter);
    };
  }

  /** The memory that a pointer argument points to. */
  @SuppressWarnings("restricted")
  static MemorySegment at(Object pointer, long bytes) {
    return ((MemorySegment) pointer).reinterpret(bytes);
  }

  static int writeInt(Object pointer, int value) {
    at(pointer, Integer.BYTES).set(JAVA_INT, 0, value);
    return 0;
  }

  static int writeLong(Object pointer, long value) {
    at(pointer, Long.BYTES).set(JAVA_LONG, 0, value);
    return 0;
  }

  static int writeText(Object pointer, Object room, String text) {
    at(pointer, ((Integer) room).longValue()).setString(0, text);
    return 0;
  }
}
