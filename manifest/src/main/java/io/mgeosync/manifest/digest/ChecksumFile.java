package io.mgeosync.manifest.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that {@code sha256sum} and {@code md5sum} of GNU coreutils write and check: {@code
 * <hex> <space or *><name>}, a backslash in front when the name is escaped.
 */
public final class ChecksumFile {
  private static final Pattern LINE =
      Pattern.compile("(\\\\?)([0-9a-fA-F]{32}|[0-9a-fA-F]{64}) [ *](.+)", Pattern.DOTALL);

  /** What {@code --tag} writes, and the BSDs. */
  private static final Pattern TAGGED =
      Pattern.compile(
          "(\\\\?)(?:MD5|SHA256) \\((.+)\\) = ([0-9a-fA-F]{32}|[0-9a-fA-F]{64})", Pattern.DOTALL);

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
   * Reads what coreutils wrote, {@code --tag} lines included; empty lines, comments and carriage
   * returns at line ends are passed over.
   *
   * @throws IllegalArgumentException naming the first line that is none
   */
  public static List<Line> parse(String text) {
    List<Line> lines = new ArrayList<>();
    parse(text, lines::add);
    return lines;
  }

  /** As {@link #parse(String)}, one line after the other: a long text is not held twice. */
  public static void parse(String text, Consumer<Line> each) {
    int number = 0;
    int start = 0;
    while (start <= text.length()) {
      number++;
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      int content = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      if (content > start && text.charAt(start) != '#') {
        each.accept(parseLine(text.substring(start, content), number));
      }
      start = end + 1;
    }
  }

  private static Line parseLine(String line, int number) {
    Matcher plain = LINE.matcher(line);
    if (plain.matches()) {
      return line(number, plain.group(1), plain.group(2), plain.group(3));
    }
    Matcher tagged = TAGGED.matcher(line);
    if (tagged.matches()) {
      return line(number, tagged.group(1), tagged.group(3), tagged.group(2));
    }
    throw new IllegalArgumentException("line %d is no checksum line".formatted(number));
  }

  private static Line line(int number, String escaped, String hex, String name) {
    String lower = hex.toLowerCase(Locale.ROOT);
    Digest digest = lower.length() == 64 ? Digest.sha256(lower) : Digest.md5(lower);
    return new Line(digest, escaped.isEmpty() ? name : unescape(name, number));
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
