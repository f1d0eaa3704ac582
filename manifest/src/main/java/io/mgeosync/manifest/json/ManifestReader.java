package io.mgeosync.manifest.json;

import static java.util.Objects.requireNonNull;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundlePath;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.digest.Chunk;
import io.mgeosync.manifest.digest.ChunkSizes;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.digest.FileDigests;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a manifest out of untrusted JSON. */
final class ManifestReader {
  private static final int MAX_FILES = 1_000_000;
  private static final int MAX_CHUNKS = 4_000_000;

  private static final Set<String> DOCUMENT =
      Set.of(
          Keys.BUNDLE,
          Keys.CHUNKING,
          Keys.CREATED,
          Keys.FILES,
          Keys.FORMAT,
          Keys.FORMAT_VERSION,
          Keys.VERSION);
  private static final Set<String> CHUNKING =
      Set.of(Keys.ALGORITHM, Keys.AVERAGE, Keys.MAX, Keys.MIN);
  private static final Set<String> FILE =
      Set.of(Keys.CHUNKS, Keys.MD5, Keys.PATH, Keys.SHA256, Keys.SIZE);
  private static final Set<String> CHUNK = Set.of(Keys.SHA256, Keys.SIZE);

  private final StrictReader in;
  private @Nullable BundleName bundle;
  private @Nullable BundleVersion version;
  private @Nullable Instant created;
  private @Nullable ChunkSizes chunking;
  private List<FileEntry> files = List.of();

  ManifestReader(StrictReader in) {
    this.in = in;
  }

  Manifest read() throws IOException {
    in.document(DOCUMENT, this::readField);
    return new Manifest(
        requireNonNull(bundle),
        requireNonNull(version),
        requireNonNull(created),
        requireNonNull(chunking),
        files);
  }

  private void readField(String key) throws IOException {
    switch (key) {
      case Keys.BUNDLE -> {
        String text = in.text();
        bundle = in.value("bundle-name", () -> new BundleName(text));
      }
      case Keys.VERSION -> {
        String text = in.text();
        version = in.value("bundle-version", () -> new BundleVersion(text));
      }
      case Keys.CREATED -> created = readInstant(in.text());
      case Keys.CHUNKING -> chunking = readChunking();
      case Keys.FORMAT -> requireFormat(in.text());
      case Keys.FORMAT_VERSION -> requireVersion(in.text());
      default -> files = in.array(MAX_FILES, this::readFile);
    }
  }

  private Instant readInstant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw in.refuse("created", "an instant reads 2026-01-31T00:00:00Z");
    }
  }

  private void requireFormat(String name) {
    if (!name.equals(Keys.FORMAT_NAME)) {
      throw in.refuse("format", "this is not a " + Keys.FORMAT_NAME);
    }
  }

  private void requireVersion(String text) {
    if (!text.matches("[0-9]{1,4}\\.[0-9]{1,4}")) {
      throw in.refuse("format-version", "a format version reads 1.0");
    }
    if (!text.startsWith("1.")) {
      throw in.refuse("unknown-major", "this agent knows format 1 only: upgrade it");
    }
    if (!text.equals(Keys.CURRENT_VERSION)) {
      throw in.refuse("unknown-minor", "this agent knows format 1.0 only: upgrade it");
    }
  }

  private ChunkSizes readChunking() throws IOException {
    Map<String, Integer> sizes = new HashMap<>();
    in.object(
        CHUNKING,
        key -> {
          if (key.equals(Keys.ALGORITHM)) {
            requireAlgorithm(in.text());
          } else {
            sizes.put(key, in.smallSize());
          }
        });
    return in.value(
        "chunk-sizes",
        () ->
            new ChunkSizes(
                requireNonNull(sizes.get(Keys.MIN)),
                requireNonNull(sizes.get(Keys.AVERAGE)),
                requireNonNull(sizes.get(Keys.MAX))));
  }

  private void requireAlgorithm(String name) {
    if (!name.equals(Keys.FASTCDC)) {
      throw in.refuse(
          "chunk-algorithm", "this agent knows %s only: upgrade it".formatted(Keys.FASTCDC));
    }
  }

  private FileEntry readFile() throws IOException {
    var draft = new FileDraft();
    in.element(FILE, draft::readField);
    return draft.finish();
  }

  private Chunk readChunk() throws IOException {
    Map<String, String> digest = new HashMap<>();
    int[] size = {0};
    in.element(
        CHUNK,
        key -> {
          if (key.equals(Keys.SIZE)) {
            size[0] = in.smallSize();
          } else {
            digest.put(key, in.text());
          }
        });
    return in.value(
        "chunk", () -> new Chunk(Digest.sha256(requireNonNull(digest.get(Keys.SHA256))), size[0]));
  }

  /** One file while it is being read. */
  private final class FileDraft {
    private @Nullable BundlePath path;
    private @Nullable Digest sha256;
    private @Nullable Digest md5;
    private List<Chunk> chunks = List.of();
    private long size;

    void readField(String key) throws IOException {
      switch (key) {
        case Keys.PATH -> path = new BundlePath(in.text());
        case Keys.SHA256 -> {
          String hex = in.text();
          sha256 = in.value("digest", () -> Digest.sha256(hex));
        }
        case Keys.MD5 -> {
          String hex = in.text();
          md5 = in.value("digest", () -> Digest.md5(hex));
        }
        case Keys.SIZE -> size = in.size();
        default -> chunks = in.array(MAX_CHUNKS, ManifestReader.this::readChunk);
      }
    }

    FileEntry finish() {
      return new FileEntry(
          requireNonNull(path),
          in.value(
              "chunks-do-not-tile",
              () -> new FileDigests(size, requireNonNull(sha256), requireNonNull(md5), chunks)));
    }
  }
}
