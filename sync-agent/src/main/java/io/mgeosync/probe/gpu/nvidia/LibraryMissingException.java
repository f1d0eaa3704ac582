package io.mgeosync.probe.gpu.nvidia;

import io.mgeosync.probe.gpu.GpuException;

/** A library of the NVIDIA driver that cannot be loaded. */
public final class LibraryMissingException extends GpuException {
  private final String library;

  private LibraryMissingException(
      Kind kind, String word, String library, String remedy, Throwable cause) {
    super(kind, word, library + " cannot be loaded", remedy, cause);
    this.library = library;
  }

  /** A node without it has no driver. */
  static LibraryMissingException nvml(String library, Throwable cause) {
    return new LibraryMissingException(
        Kind.MISMATCH,
        "NoDriver",
        library,
        "install the NVIDIA driver, or let the container have it (--gpus all)",
        cause);
  }

  /** It is a package of its own, so a driver may be well without it. */
  static LibraryMissingException cuda(String library, Throwable cause) {
    return new LibraryMissingException(
        Kind.MISSING,
        "NoCuda",
        library,
        "install the driver's compute package (libcuda.so.1), or set compute-check: false",
        cause);
  }

  public String library() {
    return library;
  }
}
