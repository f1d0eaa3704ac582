package io.mgeosync.probe.gpu.nvidia;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.mgeosync.probe.gpu.Xid;
import io.mgeosync.probe.gpu.XidSource;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Xids in the kernel's log ({@code /dev/kmsg}), from the first look on: what happened before
 * may have been repaired since. Only root may read it on many machines; an agent that may not sees
 * no Xid here. Read with the C library, because Java cannot read without waiting.
 */
final class KernelLog implements XidSource {
  static final Path KMSG = Path.of("/dev/kmsg");

  /** {@code O_RDONLY | O_NONBLOCK | O_CLOEXEC} of Linux. */
  private static final int QUIETLY = 0x800 | 0x80000;

  /** {@code SEEK_END}. */
  private static final int END = 2;

  /** One read yields one record; the kernel makes none longer. */
  private static final long LONGEST = 8192;

  /** A log that fills faster than it is read must not keep the look from ending. */
  private static final int MOST_READS = 10_000;

  private static final int NOT_YET = -2;

  private final Path path;
  private int descriptor = NOT_YET;

  KernelLog(Path path) {
    this.path = path;
  }

  @Override
  public List<Xid> takeXids() {
    if (descriptor == NOT_YET) {
      open();
    }
    return read();
  }

  private void open() {
    try (Arena arena = Arena.ofConfined()) {
      descriptor = (int) C.open(arena.allocateFrom(path.toString()));
      C.lseek(descriptor);
    }
  }

  /**
   * A first -1 may mean that the kernel has overwritten what came next; a second, that all is read.
   */
  private List<Xid> read() {
    var xids = new ArrayList<Xid>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment record = arena.allocate(LONGEST);
      int failures = 0;
      for (int reads = 0; reads < MOST_READS && failures < 2; reads++) {
        long length = C.read(descriptor, record);
        failures = length > 0 ? 0 : failures + 1;
        if (length > 0) {
          String text = new String(bytes(record, length), StandardCharsets.UTF_8);
          text.lines().flatMap(line -> XidLine.parse(line).stream()).forEach(xids::add);
        }
      }
    }
    return xids;
  }

  private static byte[] bytes(MemorySegment record, long length) {
    return record.asSlice(0, length).toArray(JAVA_BYTE);
  }

  /** Three functions of the C library. */
  @SuppressWarnings("restricted")
  private static final class C {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPEN =
        bind(
            "open",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle LSEEK =
        bind("lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
    private static final MethodHandle READ =
        bind("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

    private static MethodHandle bind(
        String name, FunctionDescriptor signature, Linker.Option... options) {
      return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), signature, options);
    }

    static long open(MemorySegment path) {
      return call(OPEN, path, QUIETLY);
    }

    static void lseek(int descriptor) {
      call(LSEEK, descriptor, 0L, END);
    }

    static long read(int descriptor, MemorySegment into) {
      return call(READ, descriptor, into, into.byteSize());
    }

    private static long call(MethodHandle function, Object... arguments) {
      try {
        return ((Number) function.invokeWithArguments(arguments)).longValue();
      } catch (Throwable e) {
        throw new IllegalStateException("a C function threw", e);
      }
    }
  }
}
