package io.mgeosync.manifest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.digest.Chunk;
import io.mgeosync.manifest.digest.ChunkSizes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes the canonical bytes: RFC 8785 for the subset that FORMAT.md allows, so keys come in
 * alphabetical order.
 */
final class ManifestWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private ManifestWriter() {}

  static byte[] write(Manifest manifest) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField(ManifestKeys.BUNDLE, manifest.bundle().value());
      writeChunking(out, manifest.chunking());
      out.writeStringField(ManifestKeys.CREATED, manifest.created().toString());
      out.writeArrayFieldStart(ManifestKeys.FILES);
      for (FileEntry file : manifest.files()) {
        writeFile(out, file);
      }
      out.writeEndArray();
      out.writeStringField(ManifestKeys.FORMAT, ManifestKeys.FORMAT_NAME);
      out.writeStringField(ManifestKeys.FORMAT_VERSION, version(manifest));
      new AsksWriter(out).writeAsks(manifest.asks());
      out.writeStringField(ManifestKeys.VERSION, manifest.version().value());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A bundle that asks nothing can be read by every reader, and keeps its identity. */
  private static String version(Manifest manifest) {
    return manifest.asks().nothing() ? ManifestKeys.PLAIN_VERSION : ManifestKeys.ASKING_VERSION;
  }

  private static void writeChunking(JsonGenerator out, ChunkSizes sizes) throws IOException {
    out.writeObjectFieldStart(ManifestKeys.CHUNKING);
    out.writeStringField(ManifestKeys.ALGORITHM, ManifestKeys.FASTCDC);
    out.writeNumberField(ManifestKeys.AVERAGE, sizes.average());
    out.writeNumberField(ManifestKeys.MAX, sizes.max());
    out.writeNumberField(ManifestKeys.MIN, sizes.min());
    out.writeEndObject();
  }

  private static void writeFile(JsonGenerator out, FileEntry file) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart(ManifestKeys.CHUNKS);
    for (Chunk chunk : file.digests().chunks()) {
      out.writeStartObject();
      out.writeStringField(ManifestKeys.SHA256, chunk.sha256().hex());
      out.writeNumberField(ManifestKeys.SIZE, chunk.size());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeStringField(ManifestKeys.MD5, file.digests().md5().hex());
    out.writeStringField(ManifestKeys.PATH, file.path().value());
    out.writeStringField(ManifestKeys.SHA256, file.digests().sha256().hex());
    out.writeNumberField(ManifestKeys.SIZE, file.size());
    out.writeEndObject();
  }
}
