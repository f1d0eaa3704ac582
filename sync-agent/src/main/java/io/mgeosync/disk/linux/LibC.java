package io.mgeosync.disk.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of the C library that Java has no method for, with the constants of 64-bit Linux: see
 * setpriority(2), ioprio_set(2), open(2), pread(2), fallocate(2) and statx(2).
 */
final class LibC {
  /** What differs from one processor to another. */
  private record Numbers(long ioprioSet, int openDirect, int openNoFollow) {
    static final Numbers AMD64 = new Numbers(251, 040000, 0400000);
    static final Numbers AARCH64 = new Numbers(30, 0200000, 0100000);
  }

  private static final Logger log = LoggerFactory.getLogger(LibC.class);
  private static final Linker LINKER = Linker.nativeLinker();
  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

  private static final int THIS_THREAD = 0;
  private static final int PRIO_PROCESS = 0;
  private static final long IOPRIO_WHO_PROCESS = 1;
  private static final int READ_WRITE = 02;
  private static final int CLOSE_ON_EXEC = 02000000;
  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int STATX_BLOCKS = 0x400;
  private static final long STATX_BYTES = 256;
  private static final long STATX_BLOCKS_OFFSET = 48;
  private static final int BLOCK_BYTES = 512;

  /** Of this machine, once; empty where it is another system or its library lacks one of them. */
  private static final Optional<LibC> FOUND = find();

  private final Numbers numbers;
  private final MethodHandle getpriority = bind("getpriority", JAVA_INT, JAVA_INT, JAVA_INT);
  private final MethodHandle setpriority =
      bind("setpriority", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private final MethodHandle open = bind("open", JAVA_INT, ADDRESS, JAVA_INT);
  private final MethodHandle close = bind("close", JAVA_INT, JAVA_INT);
  private final MethodHandle pread =
      bind("pread", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
  private final MethodHandle statx =
      bind("statx", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
  private final MethodHandle syscall =
      bind(
          "syscall",
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.firstVariadicArg(1));
  private final MethodHandle fallocate =
      bind(
          "fallocate",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG),
          Linker.Option.captureCallState("errno"));

  private LibC(Numbers numbers) {
    this.numbers = numbers;
  }

  static Optional<LibC> here() {
    return FOUND;
  }

  private static Optional<LibC> find() {
    if (!"Linux".equals(System.getProperty("os.name"))) {
      return Optional.empty();
    }
    try {
      return switch (System.getProperty("os.arch")) {
        case "amd64" -> Optional.of(new LibC(Numbers.AMD64));
        case "aarch64" -> Optional.of(new LibC(Numbers.AARCH64));
        default -> Optional.empty();
      };
    } catch (RuntimeException e) {
      log.debug("the C library is not called: {}", e.toString());
      return Optional.empty();
    }
  }

  static MethodHandle bind(String name, ValueLayout result, ValueLayout... arguments) {
    return bind(name, FunctionDescriptor.of(result, arguments));
  }

  @SuppressWarnings("restricted") // The launcher permits it, and the manual pages were read.
  private static MethodHandle bind(
      String name, FunctionDescriptor types, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), types, options);
  }

  /** The niceness of the calling thread. */
  int niceness() {
    return (int) call(() -> (int) getpriority.invokeExact(PRIO_PROCESS, THIS_THREAD));
  }

  /** Whether the calling thread has this niceness now. */
  boolean setNiceness(int nice) {
    return call(() -> (int) setpriority.invokeExact(PRIO_PROCESS, THIS_THREAD, nice)) == 0;
  }

  /** Whether the calling thread has this class and level at the disk now. */
  boolean setIoPriority(long priority) {
    long thread = THIS_THREAD;
    return call(
            () ->
                (long)
                    syscall.invokeExact(numbers.ioprioSet(), IOPRIO_WHO_PROCESS, thread, priority))
        == 0;
  }

  /** A descriptor for reading past the page cache, never of a link; negative where that fails. */
  int openDirect(Path file) {
    return open(file, numbers.openDirect() | numbers.openNoFollow());
  }

  private int open(Path file, int flags) {
    int all = flags | CLOSE_ON_EXEC;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(file.toString());
      return (int) call(() -> (int) open.invokeExact(name, all));
    }
  }

  void close(int descriptor) {
    call(() -> (int) close.invokeExact(descriptor));
  }

  /** How many bytes were read; 0 at the end of the file, negative after a failure. */
  int read(int descriptor, MemorySegment into, long offset) {
    return (int) call(() -> (long) pread.invokeExact(descriptor, into, into.byteSize(), offset));
  }

  /** The error's number; 0 for success, also where the file cannot even be opened. */
  int allocate(Path file, long size) {
    int descriptor = open(file, READ_WRITE | numbers.openNoFollow());
    if (descriptor < 0) {
      return 0;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      long failed = call(() -> (int) fallocate.invokeExact(state, descriptor, 0, 0L, size));
      return failed == 0 ? 0 : (int) ERRNO.get(state, 0L);
    } finally {
      close(descriptor);
    }
  }

  /** Bytes on the disk; 0 when it cannot be told. */
  long allocated(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(file.toString());
      MemorySegment stat = arena.allocate(STATX_BYTES, Long.BYTES);
      long failed =
          call(
              () ->
                  (int) statx.invokeExact(AT_FDCWD, name, AT_SYMLINK_NOFOLLOW, STATX_BLOCKS, stat));
      return failed == 0 ? stat.get(JAVA_LONG, STATX_BLOCKS_OFFSET) * BLOCK_BYTES : 0;
    }
  }

  @FunctionalInterface
  interface Downcall {
    long make() throws Throwable;
  }

  static long call(Downcall downcall) {
    try {
      return downcall.make();
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the C library never throws", e);
    }
  }
}
