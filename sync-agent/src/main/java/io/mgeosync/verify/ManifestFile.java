package io.mgeosync.verify;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.manifest.json.ManifestJson;
import io.mgeosync.verify.FileFinding.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the manifest in a folder; its digest is compared with the pin's before it is parsed. */
public final class ManifestFile {
  private ManifestFile() {}

  /**
   * The manifest of a bundle's folder, and nothing but it: no other file is looked at.
   *
   * @param pin what its digest must be; empty to take any that is there
   * @throws NoManifestException when there is none
   * @throws UncheckedBundleException when it cannot be read here and now
   * @throws CorruptBundleException when it is not the pinned one
   * @throws io.mgeosync.manifest.InvalidManifestException when it breaks a rule of the format
   */
  public static EncodedManifest read(Path folder, Optional<Digest> pin) {
    byte[] bytes = bytes(folder);
    Digest actual = Digest.sha256Of(bytes);
    if (pin.isPresent() && !pin.get().equals(actual)) {
      throw wrong(folder, pin.get().shortHex(), actual.shortHex());
    }
    return ManifestJson.decode(bytes);
  }

  static Pin identity(EncodedManifest manifest) {
    return new Pin(manifest.manifest().bundle(), manifest.manifest().version(), manifest.digest());
  }

  private static byte[] bytes(Path folder) {
    Path file = folder.resolve(Manifest.FILE_NAME);
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(ManifestJson.MAX_BYTES + 1);
    } catch (IOException e) {
      throw unread(folder, e);
    }
  }

  /** Only a manifest that is not there, or is lost, says something of the bundle. */
  static Refusal unread(Path folder, IOException failure) {
    return switch (ReadFailure.of(failure)) {
      case GONE, LOST -> new NoManifestException(folder, failure);
      case DENIED, UNKNOWN ->
          UncheckedBundleException.of(folder, FileFinding.unread(Manifest.FILE_NAME, failure));
    };
  }

  private static CorruptBundleException wrong(Path folder, String expected, String actual) {
    FileFinding finding = new FileFinding(Manifest.FILE_NAME, Status.DIGEST, expected, actual);
    return new CorruptBundleException(folder, List.of(finding));
  }
}
