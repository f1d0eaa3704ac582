package io.mgeosync.manifest.json;

import com.fasterxml.jackson.core.JsonParser;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundlePath;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.InvalidManifestException;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Rule;
import io.mgeosync.manifest.digest.Chunk;
import io.mgeosync.manifest.digest.ChunkSizes;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.digest.FileDigests;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A manifest's members as values; every value refuses by itself what FORMAT.md forbids. */
final class ManifestReader {
  private static final Map<String, LimitedJson.Reading<?>> CHUNK =
      Map.of(ManifestKeys.SHA256, ObjectReader::string, ManifestKeys.SIZE, ObjectReader::integer);

  private static final Map<String, LimitedJson.Reading<?>> FILE =
      Map.of(
          ManifestKeys.CHUNKS, list(ManifestReader::chunk, Integer.MAX_VALUE),
          ManifestKeys.MD5, ObjectReader::string,
          ManifestKeys.PATH, ObjectReader::string,
          ManifestKeys.SHA256, ObjectReader::string,
          ManifestKeys.SIZE, ObjectReader::integer);

  private static final Map<String, LimitedJson.Reading<?>> CHUNKING =
      Map.of(
          ManifestKeys.ALGORITHM, ObjectReader::string,
          ManifestKeys.AVERAGE, ObjectReader::integer,
          ManifestKeys.MAX, ObjectReader::integer,
          ManifestKeys.MIN, ObjectReader::integer);

  private static final Map<String, LimitedJson.Reading<?>> MANIFEST =
      Map.of(
          ManifestKeys.BUNDLE, ObjectReader::string,
          ManifestKeys.CHUNKING, ManifestReader::chunking,
          ManifestKeys.CREATED, ObjectReader::string,
          ManifestKeys.FILES, list(ManifestReader::file, Manifest.MAX_FILES),
          ManifestKeys.FORMAT, ObjectReader::string,
          ManifestKeys.FORMAT_VERSION, ObjectReader::string,
          ManifestKeys.VERSION, ObjectReader::string);

  private static final Map<String, LimitedJson.Reading<?>> ADDED =
      Map.of(
          ManifestKeys.REQUIREMENTS,
          BundleSpecReader::requirements,
          ManifestKeys.SMOKE,
          BundleSpecReader.SMOKE);

  private ManifestReader() {}

  /** The version decides which keys are known. */
  static Manifest read(byte[] bytes, String formatVersion) {
    boolean asking = formatVersion.equals(ManifestKeys.ASKING_VERSION);
    return LimitedJson.parse(bytes, parser -> manifest(parser, asking ? ADDED : Map.of()));
  }

  private static Manifest manifest(JsonParser parser, Map<String, LimitedJson.Reading<?>> added)
      throws IOException {
    parser.nextToken();
    Map<String, LimitedJson.Reading<?>> members = new HashMap<>(MANIFEST);
    members.putAll(added);
    ObjectReader object = ObjectReader.read(parser, members, added.keySet());
    return new Manifest(
        object.value(ManifestKeys.BUNDLE, Rule.BUNDLE_NAME, BundleName::new),
        object.value(ManifestKeys.VERSION, Rule.BUNDLE_VERSION, BundleVersion::new),
        object.value(ManifestKeys.CREATED, Rule.CREATED, ManifestReader::instant),
        object.value(ManifestKeys.CHUNKING, ChunkSizes.class),
        object.list(ManifestKeys.FILES, FileEntry.class),
        BundleSpecReader.asks(object));
  }

  private static Instant instant(String text) {
    try {
      Instant instant = Instant.parse(text);
      if (instant.toString().equals(text)) {
        return instant;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a time such as 2026-01-31T23:59:59Z", e);
    }
    throw new IllegalArgumentException("not a time such as 2026-01-31T23:59:59Z");
  }

  private static ChunkSizes chunking(JsonParser parser) throws IOException {
    ObjectReader object = ObjectReader.read(parser, CHUNKING);
    if (!object.text(ManifestKeys.ALGORITHM).equals(ManifestKeys.FASTCDC)) {
      throw new InvalidManifestException(
          Rule.CHUNKING_ALGORITHM, object.where(), "is not " + ManifestKeys.FASTCDC);
    }
    return ObjectReader.convert(
        Rule.CHUNKING_RANGE,
        object.where(),
        () ->
            new ChunkSizes(
                size(object, ManifestKeys.MIN),
                size(object, ManifestKeys.AVERAGE),
                size(object, ManifestKeys.MAX)));
  }

  private static FileEntry file(JsonParser parser) throws IOException {
    ObjectReader object = ObjectReader.read(parser, FILE);
    Digest sha256 = object.value(ManifestKeys.SHA256, Rule.DIGEST_SPELLING, Digest::sha256);
    Digest md5 = object.value(ManifestKeys.MD5, Rule.DIGEST_SPELLING, Digest::md5);
    long size = object.integer(ManifestKeys.SIZE);
    List<Chunk> chunks = object.list(ManifestKeys.CHUNKS, Chunk.class);
    BundlePath path = new BundlePath(object.text(ManifestKeys.PATH));
    return ObjectReader.convert(
        Rule.CHUNKS_DO_NOT_TILE,
        "path \"" + path + "\"",
        () -> new FileEntry(path, new FileDigests(size, sha256, md5, chunks)));
  }

  private static Chunk chunk(JsonParser parser) throws IOException {
    ObjectReader object = ObjectReader.read(parser, CHUNK);
    Digest sha256 = object.value(ManifestKeys.SHA256, Rule.DIGEST_SPELLING, Digest::sha256);
    return ObjectReader.convert(
        Rule.CHUNK_SIZE, object.where(), () -> new Chunk(sha256, size(object, ManifestKeys.SIZE)));
  }

  private static int size(ObjectReader object, String key) {
    long size = object.integer(key);
    if (size > ChunkSizes.LARGEST) {
      throw new IllegalArgumentException(key + " is more than " + ChunkSizes.LARGEST);
    }
    return (int) size;
  }

  private static <T> LimitedJson.Reading<List<T>> list(LimitedJson.Reading<T> item, int most) {
    return ObjectReader.list(item, most, Rule.TOO_MANY_FILES);
  }
}
