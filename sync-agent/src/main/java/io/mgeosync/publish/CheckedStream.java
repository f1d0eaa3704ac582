package io.mgeosync.publish;

import io.mgeosync.manifest.digest.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Digests a source while it is being uploaded. The last bytes are handed out only when the whole is
 * what the manifest says, so that a store never completes an object of changed bytes.
 */
final class CheckedStream extends FilterInputStream {
  private final Upload upload;
  private final Progress progress;
  private final MessageDigest digest = DigestUtils.getSha256Digest();
  private long passed;

  CheckedStream(InputStream source, Upload upload, Progress progress) {
    super(source);
    this.upload = upload;
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    long left = upload.size() - passed;
    if (left == 0 || length == 0) {
      return length == 0 ? 0 : -1;
    }
    int count = in.read(buffer, offset, (int) Math.min(left, length));
    if (count < 0) {
      throw changed();
    }
    digest.update(buffer, offset, count);
    passed += count;
    if (passed == upload.size() && !asExpected()) {
      throw changed();
    }
    progress.add(count);
    return count;
  }

  /** Takes back what this attempt has reported; the next attempt starts from nothing. */
  void forget() {
    progress.add(-passed);
  }

  @Override
  public long skip(long count) {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private boolean asExpected() {
    return Digest.sha256(HexFormat.of().formatHex(digest.digest())).equals(upload.sha256());
  }

  private IOException changed() {
    return new IOException(new SourceChangedException(upload.origin(), null));
  }
}
