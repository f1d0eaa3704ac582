package io.mgeosync.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.base.Uptime;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.FileStamp;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A proof as one JSON object, with the SHA-256 of its own text beside it: a disk that damages the
 * release may damage this, too.
 */
final class ProofJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProofJson() {}

  static byte[] write(Proof proof) {
    ObjectNode node = JSON.createObjectNode();
    node.put("release", proof.release().toString());
    node.put("bundle", proof.pin().bundle().value());
    node.put("version", proof.pin().version().value());
    node.put("digest", proof.pin().digest().toString());
    node.put("verifiedAt", proof.verifiedAt().toString());
    proof.uptime().ifPresent(uptime -> put(node.putObject("uptime"), uptime));
    proof.seen().folders().forEach(node.putArray("folders")::add);
    ObjectNode files = node.putObject("files");
    proof.seen().files().forEach((path, stamp) -> put(files.putObject(path), stamp));
    ObjectNode whole = JSON.createObjectNode();
    whole.set("proof", node);
    return bytes(whole.put("sha256", checksum(node)));
  }

  private static void put(ObjectNode node, Uptime uptime) {
    node.put("boot", uptime.boot());
    node.put("seconds", uptime.seconds());
  }

  private static void put(ObjectNode node, FileStamp stamp) {
    node.put("inode", stamp.inode());
    node.put("size", stamp.size());
    node.put("mode", stamp.mode());
    node.put("modified", stamp.modified().toInstant().toString());
    node.put("changed", stamp.changed().toInstant().toString());
  }

  /** Empty when these bytes are not, or no longer, what was written. */
  static Optional<Proof> read(byte[] written) {
    try {
      JsonNode whole = JSON.readTree(written);
      JsonNode node = whole.path("proof");
      return whole.path("sha256").asText("").equals(checksum(node))
          ? Optional.of(proof(node))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeException | Refusal e) {
      return Optional.empty();
    }
  }

  private static Proof proof(JsonNode node) {
    var pin =
        new Pin(
            new BundleName(text(node, "bundle")),
            new BundleVersion(text(node, "version")),
            Digest.parse(text(node, "digest")));
    return new Proof(
        ReleaseName.parse(text(node, "release")).orElseThrow(IllegalArgumentException::new),
        pin,
        Instant.parse(text(node, "verifiedAt")),
        Optional.ofNullable(node.get("uptime")).map(ProofJson::uptime),
        fingerprint(node));
  }

  private static Uptime uptime(JsonNode node) {
    return new Uptime(text(node, "boot"), node.required("seconds").asDouble());
  }

  private static StatFingerprint fingerprint(JsonNode node) {
    var files = new TreeMap<String, FileStamp>();
    for (Map.Entry<String, JsonNode> file : node.required("files").properties()) {
      files.put(file.getKey(), stamp(file.getValue()));
    }
    var folders = new TreeSet<String>();
    node.required("folders").forEach(folder -> folders.add(folder.asText()));
    return new StatFingerprint(files, folders);
  }

  private static FileStamp stamp(JsonNode node) {
    return new FileStamp(
        node.required("inode").asLong(),
        node.required("size").asLong(),
        node.required("mode").asInt(),
        FileTime.from(Instant.parse(text(node, "modified"))),
        FileTime.from(Instant.parse(text(node, "changed"))));
  }

  private static String text(JsonNode node, String key) {
    return node.required(key).asText();
  }

  private static String checksum(JsonNode node) {
    return Digest.sha256Of(bytes(node)).hex();
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree of plain values always has a JSON form", e);
    }
  }
}
