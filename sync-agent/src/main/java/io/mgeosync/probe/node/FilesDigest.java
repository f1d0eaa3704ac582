package io.mgeosync.probe.node;

import io.mgeosync.disk.FileStamp;
import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of some files put together in their order, as {@code cat a b | sha256sum} says it.
 * They are read again only when stat(2) says that one was touched.
 */
final class FilesDigest {
  private final List<Path> files;
  private @Nullable Known known;

  private record Known(List<FileStamp> stamps, Digest digest) {}

  FilesDigest(List<Path> files) {
    this.files = List.copyOf(files);
  }

  List<Path> files() {
    return files;
  }

  /**
   * The digest as the files are now.
   *
   * @throws IOException when one of them cannot be read
   */
  synchronized Digest get() throws IOException {
    List<FileStamp> stamps = stamps();
    if (known == null || !known.stamps().equals(stamps)) {
      known = new Known(stamps, read());
    }
    return known.digest();
  }

  private List<FileStamp> stamps() throws IOException {
    var stamps = new ArrayList<FileStamp>();
    for (Path file : files) {
      stamps.add(FileStamp.of(file.toRealPath()));
    }
    return stamps;
  }

  private Digest read() throws IOException {
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        DigestUtils.updateDigest(digest, in);
      }
    }
    return Digest.sha256(Hex.encodeHexString(digest.digest()));
  }
}
