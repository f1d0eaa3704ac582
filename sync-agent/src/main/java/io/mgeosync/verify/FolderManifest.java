package io.mgeosync.verify;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.InvalidManifestException;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.manifest.json.ManifestJson;
import io.mgeosync.verify.FileFinding.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The manifest that lies in a folder, and who it says that it is. */
final class FolderManifest {
  private FolderManifest() {}

  /**
   * Reads it.
   *
   * @throws MissingManifestException when there is none
   * @throws CorruptBundleException when it is none that can be read
   */
  static EncodedManifest read(Path folder) {
    Path file = folder.resolve(Manifest.FILE_NAME);
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return ManifestJson.decode(in.readNBytes(ManifestJson.MAX_BYTES + 1));
    } catch (NoSuchFileException e) {
      throw new MissingManifestException(folder);
    } catch (IOException | InvalidManifestException e) {
      throw new CorruptBundleException(folder, List.of(unreadable(e)));
    }
  }

  static Pin pin(EncodedManifest manifest) {
    return new Pin(manifest.manifest().bundle(), manifest.manifest().version(), manifest.digest());
  }

  static FileFinding otherIdentity(String expected, EncodedManifest manifest) {
    return new FileFinding(
        Manifest.FILE_NAME, Status.DIGEST, expected, manifest.digest().shortHex());
  }

  private static FileFinding unreadable(Exception e) {
    String why =
        e instanceof InvalidManifestException invalid
            ? invalid.reason()
            : String.valueOf(e.getMessage());
    return new FileFinding(Manifest.FILE_NAME, Status.UNREADABLE, "", why);
  }
}
