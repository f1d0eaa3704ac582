package io.mgeosync.publish;

import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** Everything that a version needs in the store before its manifest may be written. */
final class UploadPlan {
  private UploadPlan() {}

  static List<Upload> of(Manifest manifest, Path directory) {
    List<Upload> uploads = new ArrayList<>();
    for (FileEntry file : manifest.files()) {
      uploads.add(file(manifest, file, directory));
    }
    uploads.add(generated(manifest, directory, "SHA256SUMS", manifest.sha256Sums()));
    uploads.add(generated(manifest, directory, "MD5SUMS", manifest.md5Sums()));
    return uploads;
  }

  private static Upload file(Manifest manifest, FileEntry file, Path directory) {
    ObjectKey key = StoreKeys.file(manifest.bundle(), manifest.version(), file.path());
    Path origin = directory.resolve(file.path().value());
    Content content =
        new Content(file.size(), () -> Files.newInputStream(origin, LinkOption.NOFOLLOW_LINKS));
    return new Upload(key, origin, file.digests().sha256(), file.digests().md5(), content);
  }

  private static Upload generated(Manifest manifest, Path directory, String name, String text) {
    ObjectKey key = StoreKeys.version(manifest.bundle(), manifest.version()).resolve(name);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Digest md5 = Digest.md5(DigestUtils.md5Hex(bytes));
    return new Upload(key, directory.resolve(name), Digest.sha256Of(bytes), md5, Content.of(bytes));
  }
}
