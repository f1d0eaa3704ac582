package io.mgeosync.disk;

import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The disk has not the room for what was asked. */
public final class DiskFullException extends Refusal {
  private final long needed;
  private final long free;

  /**
   * A refusal that names both numbers.
   *
   * @param needed in bytes, the reserve included
   * @param free in bytes
   */
  public DiskFullException(Path path, long needed, long free, @Nullable Throwable cause) {
    this(path, needed, 0, free, cause);
  }

  /**
   * As above, and says what part of it is no bytes of a bundle.
   *
   * @param reserve what stays free, in bytes
   */
  public DiskFullException(
      Path path, long needed, long reserve, long free, @Nullable Throwable cause) {
    super(
        Kind.NO_SPACE,
        "%s needs %d bytes of room%s and has %d"
            .formatted(path, needed, ofThat(needed, reserve), free),
        "free at least %d bytes on that file system, or lower `keep` for the bundle"
            .formatted(Math.max(1, needed - free)),
        cause);
    this.needed = needed;
    this.free = free;
  }

  private static String ofThat(long needed, long reserve) {
    return reserve == 0
        ? ""
        : " (%d for what is to be fetched, and %d that a fetch leaves free)"
            .formatted(needed - reserve, reserve);
  }

  public long needed() {
    return needed;
  }

  public long free() {
    return free;
  }
}
