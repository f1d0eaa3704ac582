package io.mgeosync.manifest.digest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Computes everything that a manifest says of a file in one pass over its bytes. Confined to one
 * thread.
 */
public final class FileDigester {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final MessageDigest sha256 = DigestUtils.getSha256Digest();
  private final MessageDigest md5 = DigestUtils.getMd5Digest();
  private final MessageDigest chunkSha256 = DigestUtils.getSha256Digest();
  private final List<Chunk> chunks = new ArrayList<>();
  private final Chunker chunker;
  private int chunkLength;
  private long size;

  public FileDigester(ChunkSizes sizes) {
    this.chunker = new Chunker(sizes);
  }

  /**
   * Reads the file once.
   *
   * @throws IOException when it cannot be opened or read to its end, or is a symbolic link
   */
  public static FileDigests digest(Path file, ChunkSizes sizes) throws IOException {
    return digest(file, sizes, read -> {});
  }

  /**
   * Reads the file once.
   *
   * @param progress told the number of bytes after each read
   * @throws IOException when it cannot be opened or read to its end, or is a symbolic link
   */
  public static FileDigests digest(Path file, ChunkSizes sizes, LongConsumer progress)
      throws IOException {
    var digester = new FileDigester(sizes);
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digester.update(buffer, 0, read);
        progress.accept(read);
      }
    }
    return digester.finish();
  }

  /** The next bytes of the file. */
  public void update(byte[] bytes, int from, int to) {
    sha256.update(bytes, from, to - from);
    md5.update(bytes, from, to - from);
    size += to - from;
    int start = from;
    while (start < to) {
      int cut = chunker.cut(bytes, start, to);
      int end = cut < 0 ? to : cut;
      chunkSha256.update(bytes, start, end - start);
      chunkLength += end - start;
      if (cut >= 0) {
        endChunk();
      }
      start = end;
    }
  }

  /** Call once, after the last byte. */
  public FileDigests finish() {
    if (chunkLength > 0) {
      endChunk();
    }
    return new FileDigests(
        size, Digest.sha256(hex(sha256.digest())), Digest.md5(hex(md5.digest())), chunks);
  }

  private void endChunk() {
    chunks.add(new Chunk(Digest.sha256(hex(chunkSha256.digest())), chunkLength));
    chunkLength = 0;
  }

  private static String hex(byte[] digest) {
    return Hex.encodeHexString(digest);
  }
}
