package io.mgeosync.verify;

import io.mgeosync.disk.IoPolicy;
import io.mgeosync.disk.Sweep;
import io.mgeosync.manifest.digest.Chunk;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.verify.FileFinding.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/** Reads a segment's chunks from the disk and reports the first that is not right. */
final class SegmentCheck implements Runnable {
  private final Path folder;
  private final Segment segment;
  private final IoPolicy manners;
  private final Map<String, FileFinding> findings;

  SegmentCheck(Path folder, Segment segment, IoPolicy manners, Map<String, FileFinding> findings) {
    this.folder = folder;
    this.segment = segment;
    this.manners = manners;
    this.findings = findings;
  }

  @Override
  public void run() {
    String path = segment.entry().path().value();
    try (Sweep sweep =
        new Sweep(folder.resolve(path), segment.offset(), segment.length(), manners.uncached())) {
      readAll(sweep, path);
    } catch (ClosedByInterruptException | InterruptedException e) {
      return; // The caller that interrupted does not want the outcome any more.
    } catch (IOException e) {
      findings.putIfAbsent(path, FileFinding.unread(path, e));
    }
  }

  private void readAll(Sweep sweep, String path) throws IOException, InterruptedException {
    long at = segment.offset();
    for (Chunk chunk : segment.chunks()) {
      Digest actual = digest(sweep, chunk.size());
      if (!actual.equals(chunk.sha256())) {
        String where = "%s at bytes %d-%d".formatted(name(actual), at, at + chunk.size() - 1);
        report(path, Status.DIGEST, name(chunk.sha256()), where);
        return;
      }
      at += chunk.size();
    }
  }

  private Digest digest(Sweep sweep, int size) throws IOException, InterruptedException {
    MessageDigest sha256 = DigestUtils.getSha256Digest();
    int missing = size;
    while (missing > 0) {
      ByteBuffer bytes = sweep.read(manners.pace().slice(missing));
      if (!bytes.hasRemaining()) {
        break; // Cut off since its size was looked at; the digest tells.
      }
      missing -= bytes.remaining();
      manners.pace().take(bytes.remaining());
      sha256.update(bytes);
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
