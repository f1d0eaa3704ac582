package io.mgeosync.verify;

import io.mgeosync.manifest.digest.Chunk;
import io.mgeosync.manifest.digest.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/** Neighbouring chunks of one file, read in one sweep. */
record ChunkRun(long offset, List<Chunk> chunks) {
  private static final int BUFFER_BYTES = 256 * 1024;

  /** Cuts a file's chunks into runs of about so many bytes. */
  static List<ChunkRun> of(List<Chunk> chunks, long bytes) {
    List<ChunkRun> runs = new ArrayList<>();
    List<Chunk> run = new ArrayList<>();
    long start = 0;
    long end = 0;
    for (Chunk chunk : chunks) {
      run.add(chunk);
      end += chunk.size();
      if (end - start >= bytes) {
        runs.add(new ChunkRun(start, List.copyOf(run)));
        run.clear();
        start = end;
      }
    }
    if (!run.isEmpty()) {
      runs.add(new ChunkRun(start, List.copyOf(run)));
    }
    return runs;
  }

  /** The first chunk whose bytes have another digest; reading stops there. */
  Optional<Chunk> firstWrong(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    MessageDigest sha256 = DigestUtils.getSha256Digest();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long at = offset;
      for (Chunk chunk : chunks) {
        digest(channel, at, chunk.size(), buffer, sha256);
        if (!Digest.sha256(Hex.encodeHexString(sha256.digest())).equals(chunk.sha256())) {
          return Optional.of(chunk);
        }
        at += chunk.size();
      }
    }
    return Optional.empty();
  }

  private static void digest(
      FileChannel channel, long from, int size, ByteBuffer buffer, MessageDigest sha256)
      throws IOException {
    long end = from + size;
    for (long at = from; at < end; ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      sha256.update(buffer.flip());
      at += read;
    }
  }
}
