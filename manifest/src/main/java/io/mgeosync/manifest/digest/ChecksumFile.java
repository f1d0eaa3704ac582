package io.mgeosync.manifest.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that {@code sha256sum} and {@code md5sum} of GNU coreutils write and check: {@code
 * <hex> <space or *><name>}, a backslash in front when the name is escaped.
 */
public final class ChecksumFile {
  private static final Pattern LINE =
      Pattern.compile("(\\\\?)([0-9a-fA-F]{32}|[0-9a-fA-F]{64}) [ *](.+)", Pattern.DOTALL);

  private static final Pattern ESCAPE = Pattern.compile("\\\\(.?)", Pattern.DOTALL);

  /** One line; the name as it is on disk, unescaped. */
  public record Line(Digest digest, String name) {}

  private ChecksumFile() {}

  /**
   * In text mode ({@code two spaces}), which on Linux is what {@code sha256sum} writes by default.
   */
  public static String format(List<Line> lines) {
    var text = new StringBuilder();
    for (Line line : lines) {
      String escaped = escape(line.name());
      text.append(escaped.equals(line.name()) ? "" : "\\")
          .append(line.digest().hex())
          .append("  ")
          .append(escaped)
          .append('\n');
    }
    return text.toString();
  }

  /**
   * Reads what coreutils wrote.
   *
   * @throws IllegalArgumentException naming the first line that is none
   */
  public static List<Line> parse(String text) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isEmpty()) {
        lines.add(parseLine(line, number));
      }
    }
    return lines;
  }

  private static Line parseLine(String line, int number) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("line %d is no checksum line".formatted(number));
    }
    String hex = matcher.group(2).toLowerCase(Locale.ROOT);
    Digest digest = hex.length() == 64 ? Digest.sha256(hex) : Digest.md5(hex);
    String name = matcher.group(3);
    return new Line(digest, matcher.group(1).isEmpty() ? name : unescape(name, number));
  }

  private static String escape(String name) {
    return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String name, int number) {
    return ESCAPE
        .matcher(name)
        .replaceAll(
            match ->
                switch (match.group(1)) {
                  case "\\" -> "\\\\";
                  case "n" -> "\n";
                  case "r" -> "\r";
                  default ->
                      throw new IllegalArgumentException(
                          "line %d has an unknown escape".formatted(number));
                });
  }
}
