package io.mgeosync.verify;

import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.verify.FileFinding.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** Checks the files that belong to the format: the manifest and the two checksum files. */
final class OwnFiles {
  private final Path folder;
  private final Map<String, FileFinding> findings;

  OwnFiles(Path folder, Map<String, FileFinding> findings) {
    this.folder = folder;
    this.findings = findings;
  }

  /**
   * Compares them with what the manifest makes them be.
   *
   * @param release a release has all of them; a bundle elsewhere only its manifest
   */
  void compare(EncodedManifest manifest, boolean release) {
    compare(Manifest.FILE_NAME, manifest.bytes(), true);
    compare(Manifest.SHA256SUMS, utf8(manifest.manifest().sha256Sums()), release);
    compare(Manifest.MD5SUMS, utf8(manifest.manifest().md5Sums()), release);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void compare(String name, byte[] expected, boolean required) {
    Path file = folder.resolve(name);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      if (required) {
        findings.put(name, new FileFinding(name, Status.MISSING, "", ""));
      }
    } else if (!findings.containsKey(name)) {
      findings.put(name, finding(name, file, expected));
    }
  }

  private static FileFinding finding(String name, Path file, byte[] expected) {
    Digest wanted = Digest.sha256Of(expected);
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      Digest actual = Digest.sha256Of(in.readNBytes(expected.length + 1));
      Status status = actual.equals(wanted) ? Status.OK : Status.DIGEST;
      return new FileFinding(name, status, name(wanted), name(actual));
    } catch (IOException e) {
      return FileFinding.unread(name, e);
    }
  }

  private static String name(Digest digest) {
    return "sha256 " + digest.shortHex();
  }
}
