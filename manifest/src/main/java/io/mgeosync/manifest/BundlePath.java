package io.mgeosync.manifest;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * A file's place inside a bundle: relative, {@code /}-separated, in Unicode NFC, at most 255 bytes
 * a segment and 1024 in all. A path that could leave the bundle's folder or look like something
 * else is refused.
 */
public record BundlePath(String value) implements Comparable<BundlePath> {
  private static final int MAX_BYTES = 1024;
  private static final int MAX_SEGMENT_BYTES = 255;
  private static final char REPLACEMENT = '\uFFFD';

  /**
   * Checks every rule of FORMAT.md that a path alone can break.
   *
   * @throws InvalidManifestException naming the rule that the path breaks
   */
  public BundlePath {
    require(Rule.PATH_TOO_LONG, value, value.length() <= MAX_BYTES, "it is longer than 1024 bytes");
    require(Rule.PATH_ABSOLUTE, value, !value.startsWith("/"), "it starts at the root");
    require(Rule.PATH_NOT_UNICODE, value, isWellFormed(value), "it is not valid Unicode");
    require(Rule.PATH_CONTROL, value, noControls(value), "it holds a control character");
    require(Rule.PATH_BACKSLASH, value, value.indexOf('\\') < 0, "it holds a backslash");
    require(
        Rule.PATH_NOT_NFC,
        value,
        Normalizer.isNormalized(value, Normalizer.Form.NFC),
        "it is not in Unicode NFC");
    require(Rule.PATH_TOO_LONG, value, bytes(value) <= MAX_BYTES, "it is longer than 1024 bytes");
    for (String segment : value.split("/", -1)) {
      requireSegment(value, segment);
    }
  }

  private static void requireSegment(String path, String segment) {
    require(Rule.PATH_EMPTY_SEGMENT, path, !segment.isEmpty(), "it has an empty segment");
    require(
        Rule.PATH_DOTDOT,
        path,
        !segment.equals("..") && !segment.equals("."),
        "it has a . or .. segment");
    require(
        Rule.PATH_TOO_LONG,
        path,
        bytes(segment) <= MAX_SEGMENT_BYTES,
        "a segment is longer than 255 bytes");
  }

  private static void require(Rule rule, String path, boolean holds, String what) {
    if (!holds) {
      throw new InvalidManifestException(rule, path, what);
    }
  }

  /** A name on disk that is not UTF-8 reaches Java with replacement characters in it. */
  private static boolean isWellFormed(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text) && text.indexOf(REPLACEMENT) < 0;
  }

  /** Controls, and the invisible format characters that make one name look like another. */
  private static boolean noControls(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** By code point, which is the order of the UTF-8 bytes and so of {@code LC_ALL=C sort}. */
  @Override
  public int compareTo(BundlePath other) {
    return Arrays.compareUnsigned(
        value.getBytes(StandardCharsets.UTF_8), other.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return value;
  }
}
