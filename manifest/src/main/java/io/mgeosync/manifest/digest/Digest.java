package io.mgeosync.manifest.digest;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A digest in its canonical spelling {@code algorithm:hex}, lower case, of the length that the
 * algorithm demands.
 */
public record Digest(Algorithm algorithm, String hex) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

  /** SHA-256 decides; MD5 is carried for old pipelines and detects accidents, never attacks. */
  public enum Algorithm {
    SHA256("SHA-256", 64),
    MD5("MD5", 32);

    private final String javaName;
    private final int hexLength;

    Algorithm(String javaName, int hexLength) {
      this.javaName = javaName;
      this.hexLength = hexLength;
    }

    /** The name for {@link java.security.MessageDigest#getInstance(String)}. */
    public String javaName() {
      return javaName;
    }

    public int hexLength() {
      return hexLength;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Digest {
    if (hex.length() != algorithm.hexLength || !HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "a %s digest has %d lower-case hex digits".formatted(algorithm, algorithm.hexLength));
    }
  }

  /**
   * Reads {@code sha256:…} or {@code md5:…}.
   *
   * @throws IllegalArgumentException when the text is neither
   */
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    for (Algorithm algorithm : Algorithm.values()) {
      if (colon > 0 && text.substring(0, colon).equals(algorithm.toString())) {
        return new Digest(algorithm, text.substring(colon + 1));
      }
    }
    throw new IllegalArgumentException(
        "a digest reads sha256:<64 hex digits> or md5:<32 hex digits>");
  }

  public static Digest sha256(String hex) {
    return new Digest(Algorithm.SHA256, hex);
  }

  public static Digest md5(String hex) {
    return new Digest(Algorithm.MD5, hex);
  }

  /** The SHA-256 of these bytes. */
  public static Digest sha256Of(byte[] bytes) {
    return sha256(DigestUtils.sha256Hex(bytes));
  }

  /**
   * The first twelve hex digits: enough to tell releases apart in names and messages, never to
   * prove one.
   */
  public String shortHex() {
    return hex.substring(0, 12);
  }

  /**
   * Whether a text of another program means this digest: in upper case, without the algorithm, and
   * with white space around it, too.
   */
  public boolean isWrittenAs(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    return plain.equals(hex) || plain.equals(toString());
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
