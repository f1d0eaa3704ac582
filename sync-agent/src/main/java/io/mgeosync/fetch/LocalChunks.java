package io.mgeosync.fetch;

import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Chunk;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.json.ManifestJson;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where on this disk a chunk probably lies already. A hint only: the copying thread checks the
 * digest, so a damaged release is a source like any other.
 */
final class LocalChunks {
  /** The bytes of a chunk, or of a whole file, from {@code offset}. */
  record Place(Path file, long offset) {}

  private final Map<Digest, Place> files = new HashMap<>();
  private final Map<Digest, Place> chunks = new HashMap<>();

  private LocalChunks() {}

  static LocalChunks of(NodeLayout layout) {
    LocalChunks index = new LocalChunks();
    if (!Files.isDirectory(layout.releases(), LinkOption.NOFOLLOW_LINKS)) {
      return index;
    }
    try (DirectoryStream<Path> releases = Files.newDirectoryStream(layout.releases())) {
      for (Path release : releases) {
        if (ReleaseName.parse(release.getFileName().toString()).isPresent()) {
          index.addRelease(release);
        }
      }
    } catch (IOException e) {
      return index; // What cannot be listed cannot be reused; the store has it all.
    }
    return index;
  }

  private void addRelease(Path release) {
    Path file = release.resolve(Manifest.FILE_NAME);
    try {
      if (Files.size(file) <= ManifestJson.MAX_BYTES) {
        addFiles(release, ManifestJson.decode(Files.readAllBytes(file)).manifest());
      }
    } catch (IOException | Refusal e) {
      return; // A release without a readable manifest offers nothing.
    }
  }

  private void addFiles(Path release, Manifest manifest) {
    for (FileEntry entry : manifest.files()) {
      Path file = release.resolve(entry.path().value());
      files.putIfAbsent(entry.digests().sha256(), new Place(file, 0));
      long offset = 0;
      for (Chunk chunk : entry.digests().chunks()) {
        chunks.putIfAbsent(chunk.sha256(), new Place(file, offset));
        offset += chunk.size();
      }
    }
  }

  /** A whole file first: it is read in one sweep. */
  Optional<Place> find(ChunkRef piece) {
    Place whole = files.get(piece.entry().digests().sha256());
    return whole == null
        ? Optional.ofNullable(chunks.get(piece.chunk().sha256()))
        : Optional.of(new Place(whole.file(), piece.offset()));
  }
}
