package io.mgeosync.fetch;

import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.digest.Chunk;
import io.mgeosync.store.ByteRange;
import java.util.ArrayList;
import java.util.List;

/** One chunk at its place in a file of the bundle. */
record Piece(FileEntry entry, Chunk chunk, long offset) {

  static List<Piece> of(FileEntry entry) {
    List<Piece> pieces = new ArrayList<>();
    long offset = 0;
    for (Chunk chunk : entry.digests().chunks()) {
      pieces.add(new Piece(entry, chunk, offset));
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
