package io.mgeosync.fetch;

import io.mgeosync.channel.Pin;
import java.util.List;

/**
 * What a fetch would do at the moment when it was asked; all of the bundle is in one of the shares.
 *
 * @param fetched would come from the store
 * @param reused is on this disk, proven: in staging, or in a release that it would be copied from
 * @param neededBytes of room, with what a fetch leaves free; 0 when nothing would be written
 * @param freeBytes of room, as this process may use it
 */
public record FetchPlan(Pin pin, Share fetched, Share reused, long neededBytes, long freeBytes) {

  /**
   * A part of the bundle.
   *
   * @param files that have such chunks; a file may be in both shares
   */
  public record Share(long bytes, int chunks, int files) {
    static Share of(List<ChunkRef> pieces) {
      return new Share(
          bytesOf(pieces),
          pieces.size(),
          (int) pieces.stream().map(piece -> piece.entry().path()).distinct().count());
    }
  }

  static long bytesOf(List<ChunkRef> pieces) {
    return pieces.stream().mapToLong(piece -> piece.chunk().size()).sum();
  }

  public long totalBytes() {
    return fetched.bytes() + reused.bytes();
  }

  /** Whether the room suffices. */
  public boolean fits() {
    return neededBytes <= freeBytes;
  }

  /** The same where a whole release makes a copy of it needless. */
  public FetchPlan inPlace() {
    return new FetchPlan(pin, fetched, reused, 0, freeBytes);
  }
}
