package io.mgeosync.fetch;

import io.mgeosync.manifest.digest.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/** A SHA-256 in the making. */
final class Sha256 {
  private final MessageDigest digest = DigestUtils.getSha256Digest();

  /** Takes in what remains in {@code bytes}, and leaves its position where it was. */
  void add(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
  }

  Digest finish() {
    return Digest.sha256(Hex.encodeHexString(digest.digest()));
  }
}
