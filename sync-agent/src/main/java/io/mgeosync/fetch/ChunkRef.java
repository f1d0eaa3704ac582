package io.mgeosync.fetch;

import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.digest.Chunk;
import io.mgeosync.store.ByteRange;
import java.util.ArrayList;
import java.util.List;

/** One chunk at its place in a file of the bundle. */
record ChunkRef(FileEntry entry, Chunk chunk, long offset) {

  static List<ChunkRef> of(FileEntry entry) {
    List<ChunkRef> pieces = new ArrayList<>();
    long offset = 0;
    for (Chunk chunk : entry.digests().chunks()) {
      pieces.add(new ChunkRef(entry, chunk, offset));
      offset += chunk.size();
    }
    return pieces;
  }

  long end() {
    return offset + chunk.size();
  }

  ByteRange range() {
    return new ByteRange(offset, chunk.size());
  }
}
