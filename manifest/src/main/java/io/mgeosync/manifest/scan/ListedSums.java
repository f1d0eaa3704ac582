package io.mgeosync.manifest.scan;

import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.manifest.digest.ChecksumFile;
import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checksum files that an older pipeline left beside the model: their author vouches for what
 * they name.
 */
final class ListedSums {
  /** A list of as many files as a manifest can name is smaller. */
  private static final int BYTES_AT_MOST = 32 << 20;

  private final Path directory;

  ListedSums(Path directory) {
    this.directory = directory;
  }

  /**
   * @throws UnfitDirectoryException when a listed file is missing or has another digest
   */
  void check(List<FileEntry> files) {
    Map<String, FileEntry> byPath =
        files.stream().collect(Collectors.toMap(file -> file.path().value(), Function.identity()));
    for (String name : List.of(Manifest.SHA256SUMS, Manifest.MD5SUMS)) {
      Path list = directory.resolve(name);
      if (Files.exists(list)) {
        read(list, line -> compare(list, line, byPath));
      }
    }
  }

  private static void read(Path list, Consumer<ChecksumFile.Line> each) {
    try {
      ChecksumFile.parse(text(list), each);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnfitDirectoryException(
          Kind.MISMATCH, list, "cannot be read: " + e.getMessage(), "write it again", e);
    }
  }

  private static String text(Path list) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(list)) {
      bytes = in.readNBytes(BYTES_AT_MOST + 1);
    }
    if (bytes.length > BYTES_AT_MOST) {
      throw new UnfitDirectoryException(
          Kind.MISMATCH,
          list,
          "is larger than 32 MiB, as no list of checksums is",
          "write it again with sha256sum or md5sum, or remove it",
          null);
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private void compare(Path list, ChecksumFile.Line line, Map<String, FileEntry> byPath) {
    String path = line.name().startsWith("./") ? line.name().substring(2) : line.name();
    if (Manifest.RESERVED.contains(path)) {
      return;
    }
    Digest found = digest(byPath.get(path), line.digest().algorithm());
    if (!line.digest().equals(found)) {
      throw new UnfitDirectoryException(
          Kind.MISMATCH,
          directory.resolve(path),
          found == null
              ? "is listed in %s but not there".formatted(list.getFileName())
              : "is not what %s says: %s, listed %s"
                  .formatted(list.getFileName(), found.shortHex(), line.digest().shortHex()),
          "copy the model again from where it was trained",
          null);
    }
  }

  private static @Nullable Digest digest(@Nullable FileEntry file, Digest.Algorithm algorithm) {
    if (file == null) {
      return null;
    }
    return switch (algorithm) {
      case SHA256 -> file.digests().sha256();
      case MD5 -> file.digests().md5();
    };
  }
}
