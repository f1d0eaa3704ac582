package io.mgeosync.e2e.bench.failover.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/** A model whose every answer depends on every byte of its weights and on the text. */
public final class Weights {
  /** The file in a release. */
  public static final String FILE = "weights.bin";

  private static final int SIZE = 64 * 1024;
  private static final double STEPS = 1_000_000;

  private final byte[] digest;

  private Weights(byte[] bytes) {
    this.digest = sha256().digest(bytes);
  }

  public static Weights read(Path release) throws IOException {
    return new Weights(Files.readAllBytes(release.resolve(FILE)));
  }

  /** Makes the weights of one version. */
  public static void write(Path directory, long seed) throws IOException {
    byte[] bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    Files.write(directory.resolve(FILE), bytes);
  }

  /** The right answer: from 0 to 1, six decimals. */
  public double score(String text) {
    MessageDigest both = sha256();
    both.update(digest);
    byte[] drawn = both.digest(text.getBytes(StandardCharsets.UTF_8));
    return Math.floorMod(ByteBuffer.wrap(drawn).getLong(), (long) STEPS) / STEPS;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
