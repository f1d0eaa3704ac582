package io.mgeosync.verify;

import io.mgeosync.manifest.digest.Chunk;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.verify.FileFinding.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Map;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/** Reads a segment's chunks from the disk and reports the first that is not right. */
final class SegmentCheck implements Runnable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path folder;
  private final Segment segment;
  private final Map<String, FileFinding> findings;

  SegmentCheck(Path folder, Segment segment, Map<String, FileFinding> findings) {
    this.folder = folder;
    this.segment = segment;
    this.findings = findings;
  }

  @Override
  public void run() {
    String path = segment.entry().path().value();
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(path), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      readAll(channel, path);
    } catch (ClosedByInterruptException e) {
      return; // Whoever interrupted does not ask for the outcome any more.
    } catch (IOException e) {
      report(path, Status.UNREADABLE, "", String.valueOf(e.getMessage()));
    }
  }

  private void readAll(FileChannel channel, String path) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    long at = segment.offset();
    for (Chunk chunk : segment.chunks()) {
      Digest actual = digest(channel, buffer, at, chunk.size());
      if (!actual.equals(chunk.sha256())) {
        String where = "%s at bytes %d-%d".formatted(name(actual), at, at + chunk.size() - 1);
        report(path, Status.DIGEST, name(chunk.sha256()), where);
        return;
      }
      at += chunk.size();
    }
  }

  private static Digest digest(FileChannel channel, ByteBuffer buffer, long from, int size)
      throws IOException {
    MessageDigest sha256 = DigestUtils.getSha256Digest();
    int done = 0;
    while (done < size) {
      buffer.clear().limit(Math.min(BUFFER_BYTES, size - done));
      int got = channel.read(buffer, from + done);
      if (got < 0) {
        break; // Cut off since its size was looked at; the digest tells.
      }
      sha256.update(buffer.flip());
      done += got;
    }
    return Digest.sha256(Hex.encodeHexString(sha256.digest()));
  }

  private static String name(Digest digest) {
    return "sha256 " + digest.shortHex();
  }

  private void report(String path, Status status, String expected, String actual) {
    findings.putIfAbsent(path, new FileFinding(path, status, expected, actual));
  }
}
