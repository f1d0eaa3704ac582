package io.mgeosync.verify;

import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.digest.ChunkSizes;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.digest.FileDigester;
import io.mgeosync.manifest.digest.FileDigests;
import io.mgeosync.verify.FileFinding.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Checks a file as {@code sha256sum -c} and {@code md5sum -c} would, in one pass. */
final class WholeFileCheck implements Runnable {
  private final Path folder;
  private final FileEntry entry;
  private final ChunkSizes chunking;
  private final Map<String, FileFinding> findings;

  WholeFileCheck(
      Path folder, FileEntry entry, ChunkSizes chunking, Map<String, FileFinding> findings) {
    this.folder = folder;
    this.entry = entry;
    this.chunking = chunking;
    this.findings = findings;
  }

  @Override
  public void run() {
    String path = entry.path().value();
    try {
      FileDigests actual = FileDigester.digest(folder.resolve(path), chunking);
      compare(entry.digests().sha256(), actual.sha256());
      compare(entry.digests().md5(), actual.md5());
    } catch (IOException e) {
      findings.putIfAbsent(path, FileFinding.unread(path, e));
    }
  }

  private void compare(Digest expected, Digest actual) {
    if (!actual.equals(expected)) {
      String path = entry.path().value();
      findings.putIfAbsent(
          path, new FileFinding(path, Status.DIGEST, name(expected), name(actual)));
    }
  }

  private static String name(Digest digest) {
    return digest.algorithm() + " " + digest.shortHex();
  }
}
