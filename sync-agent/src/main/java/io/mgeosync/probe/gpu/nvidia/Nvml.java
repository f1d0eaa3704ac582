package io.mgeosync.probe.gpu.nvidia;

import io.mgeosync.probe.gpu.GpuActivity;
import io.mgeosync.probe.gpu.GpuDriver;
import io.mgeosync.probe.gpu.GpuProcesses;
import io.mgeosync.probe.gpu.GpuSnapshot;
import io.mgeosync.probe.gpu.GpuUse;
import java.lang.foreign.Arena;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the driver says through NVIDIA's management library, NVML. It is kept open from look to
 * look, because to open it costs seconds on a GPU that no other process holds, and because events
 * are only reported to a session that waits. Whenever the driver or one of its GPUs fails, it is
 * closed and opened again by the next look. Confined to one caller at a time.
 */
public final class Nvml implements GpuDriver {
  private static final String LIBRARY = "libnvidia-ml.so.1";

  private final Supplier<Library> loader;
  private @Nullable Library library;
  private @Nullable NvmlSession session;

  Nvml(Supplier<Library> loader) {
    this.loader = loader;
  }

  /** Loads nothing before the first look. */
  public static Nvml ofThisNode() {
    return new Nvml(Nvml::load);
  }

  private static Library load() {
    try {
      return Library.load(LIBRARY);
    } catch (IllegalArgumentException e) {
      throw LibraryMissingException.nvml(LIBRARY, e);
    }
  }

  @Override
  public GpuSnapshot read() {
    boolean sound = false;
    try {
      GpuSnapshot said = open().read();
      sound = said.faults().isEmpty();
      return said;
    } finally {
      if (!sound) {
        close();
      }
    }
  }

  /** See {@link GpuProcesses#begin}. */
  GpuProcesses.Measurement measure() {
    NvmlSession session = open();
    boolean sound = false;
    try {
      NvmlMeasurement begun = session.measure(OwnWork.OF_THIS_PROCESS);
      sound = true;
      return since -> end(session, begun, since);
    } finally {
      if (!sound) {
        close();
      }
    }
  }

  /** What a session gave is of no use to a later one. */
  private List<GpuActivity> end(NvmlSession begunIn, NvmlMeasurement begun, Instant since) {
    if (session != begunIn) {
      throw new NvmlException("nvmlGpmMetricsGet", NvmlCode.UNINITIALIZED.number());
    }
    boolean sound = false;
    try (Arena arena = Arena.ofConfined()) {
      List<GpuActivity> done = begun.end(arena, since);
      sound = true;
      return done;
    } finally {
      if (!sound) {
        close();
      }
    }
  }

  /** See {@link GpuProcesses#look}. */
  List<GpuUse> uses() {
    boolean sound = false;
    try {
      List<GpuUse> uses = open().uses();
      sound = uses.stream().allMatch(use -> use.why().isEmpty());
      return uses;
    } finally {
      if (!sound) {
        close();
      }
    }
  }

  private NvmlSession open() {
    NvmlSession open = session == null ? new NvmlSession(new NvmlCalls(library())) : session;
    session = open;
    return open;
  }

  private Library library() {
    Library loaded = library == null ? loader.get() : library;
    library = loaded;
    return loaded;
  }

  /** A GPU that was reset is only found well again by a session that began after it. */
  private void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
