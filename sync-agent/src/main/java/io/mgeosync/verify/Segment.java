package io.mgeosync.verify;

import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.digest.Chunk;
import java.util.ArrayList;
import java.util.List;

/** Neighbouring chunks of one file: as much as one thread proves in one sweep. */
record Segment(FileEntry entry, long offset, List<Chunk> chunks) {
  private static final long SWEEP_BYTES = 32L << 20;

  /** In bytes. */
  long length() {
    return chunks.stream().mapToLong(Chunk::size).sum();
  }

  static List<Segment> of(FileEntry entry) {
    List<Segment> segments = new ArrayList<>();
    List<Chunk> chunks = new ArrayList<>();
    long start = 0;
    long size = 0;
    for (Chunk chunk : entry.digests().chunks()) {
      chunks.add(chunk);
      size += chunk.size();
      if (size >= SWEEP_BYTES) {
        segments.add(new Segment(entry, start, List.copyOf(chunks)));
        chunks.clear();
        start += size;
        size = 0;
      }
    }
    if (!chunks.isEmpty()) {
      segments.add(new Segment(entry, start, List.copyOf(chunks)));
    }
    return segments;
  }
}
