package io.mgeosync.probe.gpu.nvidia;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.mgeosync.probe.gpu.ComputeCheck;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a GPU compute {@link Product} through the CUDA driver API (cuda.h), which comes with the
 * driver: no toolkit is needed. The context lives only for the time of one check, so that the
 * memory that it takes, some hundred MiB and 1 KiB, is the service's again afterwards. Confined to
 * one caller at a time.
 */
final class CudaCheck implements ComputeCheck {
  private static final String LIBRARY = "libcuda.so.1";
  private static final int UUID_BYTES = 16;

  /** In every element before the launch, so that what an earlier check left cannot pass. */
  private static final int UNTOUCHED = -1;

  private final Supplier<Library> loader;
  private final InstantSource clock;
  private @Nullable Library library;

  CudaCheck(Supplier<Library> loader, InstantSource clock) {
    this.loader = loader;
    this.clock = clock;
  }

  /** Loads nothing before the first check. */
  static CudaCheck ofThisNode(InstantSource clock) {
    return new CudaCheck(CudaCheck::load, clock);
  }

  private static Library load() {
    try {
      return Library.load(LIBRARY);
    } catch (IllegalArgumentException e) {
      throw LibraryMissingException.cuda(LIBRARY, e);
    }
  }

  @Override
  public Optional<Duration> compute(String uuid) {
    Library loaded = library == null ? loader.get() : library;
    library = loaded;
    OwnWork.OF_THIS_PROCESS.begin();
    try {
      return compute(new CudaCalls(loaded, uuid), uuid);
    } finally {
      OwnWork.OF_THIS_PROCESS.end();
    }
  }

  private Optional<Duration> compute(CudaCalls calls, String uuid) {
    calls.callOrThrow("cuInit", 0);
    try (Arena arena = Arena.ofConfined()) {
      OptionalInt device = find(calls, arena, uuid);
      return device.isPresent()
          ? Optional.of(inContext(calls, arena, device.getAsInt(), uuid))
          : Optional.empty();
    }
  }

  private static OptionalInt find(CudaCalls calls, Arena arena, String uuid) {
    String wanted = uuid.replaceFirst("^(GPU|MIG)-", "").replace("-", "");
    int count = calls.number(arena, "cuDeviceGetCount");
    for (int ordinal = 0; ordinal < count; ordinal++) {
      int device = calls.number(arena, "cuDeviceGet", ordinal);
      MemorySegment bytes = arena.allocate(UUID_BYTES);
      calls.callOrThrow("cuDeviceGetUuid_v2", bytes, device);
      if (HexFormat.of().formatHex(bytes.toArray(JAVA_BYTE)).equalsIgnoreCase(wanted)) {
        return OptionalInt.of(device);
      }
    }
    return OptionalInt.empty();
  }

  /** To release the context, which nothing else in this process uses, frees all that is in it. */
  private Duration inContext(CudaCalls calls, Arena arena, int device, String uuid) {
    MemorySegment context = calls.pointer(arena, "cuDevicePrimaryCtxRetain", device);
    try {
      calls.callOrThrow("cuCtxSetCurrent", context);
      return multiply(calls, arena, uuid);
    } finally {
      calls.any("cuCtxSetCurrent", MemorySegment.NULL);
      calls.any("cuDevicePrimaryCtxRelease_v2", device);
    }
  }

  /** Twice, because the first launch also pays for what is bound and loaded then. */
  private Duration multiply(CudaCalls calls, Arena arena, String uuid) {
    MemorySegment code = arena.allocateFrom(Product.code());
    MemorySegment module = calls.pointer(arena, "cuModuleLoadData", code);
    MemorySegment entry = arena.allocateFrom(Product.ENTRY);
    MemorySegment function = calls.pointer(arena, "cuModuleGetFunction", module, entry);
    long memory = calls.big(arena, "cuMemAlloc_v2", Product.BYTES);
    launch(calls, arena, function, memory);
    Duration took = launch(calls, arena, function, memory);
    MemorySegment result = arena.allocate(Product.BYTES, Integer.BYTES);
    calls.callOrThrow("cuMemcpyDtoH_v2", result, memory, Product.BYTES);
    Product.check(uuid, result);
    return took;
  }

  /** One block, with a thread for each element of the product. */
  private Duration launch(CudaCalls calls, Arena arena, MemorySegment function, long memory) {
    calls.callOrThrow("cuMemsetD32_v2", memory, UNTOUCHED, Product.BYTES / Integer.BYTES);
    MemorySegment parameters = arena.allocateFrom(ADDRESS, arena.allocateFrom(JAVA_LONG, memory));
    MemorySegment none = MemorySegment.NULL;
    int side = Product.SIDE;
    Instant start = clock.instant();
    calls.callOrThrow(
        "cuLaunchKernel", function, 1, 1, 1, side, side, 1, 0, none, parameters, none);
    calls.callOrThrow("cuCtxSynchronize");
    return Duration.between(start, clock.instant());
  }
}
