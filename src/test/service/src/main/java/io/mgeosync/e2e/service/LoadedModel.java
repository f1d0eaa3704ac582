package io.mgeosync.e2e.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A model in memory together with the name of what it was loaded from.
 *
 * @param mapped keeps its weights file mapped where that was asked for
 */
record LoadedModel(Identity identity, Embedder embedder, MappedWeights mapped)
    implements AutoCloseable {

  /**
   * What {@code /version} reports.
   *
   * @param digest {@code sha256:} and the SHA-256 of the manifest's bytes as they were read
   */
  record Identity(String bundle, String version, String digest) {

    /** Reads {@code manifest.json} of a release. */
    static Identity read(Path release) throws IOException {
      byte[] manifest = Files.readAllBytes(release.resolve("manifest.json"));
      JsonNode json = new ObjectMapper().readTree(manifest);
      return new Identity(
          json.path("bundle").asText(), json.path("version").asText(), sha256(manifest));
    }

    private static String sha256(byte[] bytes) {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        return "sha256:" + HexFormat.of().formatHex(hash);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }

  /**
   * Loads everything from the one directory that {@code current} names now: the link is resolved
   * once, so a switch in the middle cannot mix two releases.
   */
  static LoadedModel load(Path current) throws IOException {
    Path release = current.toRealPath();
    return new LoadedModel(Identity.read(release), Embedder.open(release), new MappedWeights());
  }

  @Override
  public void close() {
    embedder.close();
    mapped.close();
  }
}
