package io.mgeosync.e2e.bench.failover.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Weights in memory and what they say of themselves.
 *
 * @param digest of the manifest's bytes as they were read
 */
record LightModel(Weights weights, String bundle, String version, String digest) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Resolves the link once, so that a switch in the middle cannot mix two releases. */
  static LightModel load(Path current) throws IOException {
    Path release = current.toRealPath();
    byte[] manifest = Files.readAllBytes(release.resolve("manifest.json"));
    JsonNode json = JSON.readTree(manifest);
    return new LightModel(
        Weights.read(release),
        json.path("bundle").asText(),
        json.path("version").asText(),
        "sha256:" + hex(manifest));
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
