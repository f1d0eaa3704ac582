package io.mgeosync.net;

import io.mgeosync.manifest.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An answer's status line and header fields.
 *
 * @param minor of HTTP/1.x
 * @param fields by name in lower case
 */
record Head(int minor, int status, Map<String, List<String>> fields) {
  private static final int LONGEST = 64 * 1024;
  private static final int LONGEST_QUOTE = 40;
  private static final String VERSION = "HTTP/1.";
  private static final int STATUS_LINE = "HTTP/1.1 200".length();

  static Head read(InputStream in) throws IOException {
    var lines = new Lines(in, LONGEST);
    String first = lines.next();
    if (!isStatusLine(first)) {
      throw new OddAnswerException(
          "it begins with \"%s\"".formatted(Printable.line(first, LONGEST_QUOTE)));
    }
    var fields = new HashMap<String, List<String>>();
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon <= 0 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        throw new OddAnswerException(
            "\"%s\" is no header field".formatted(Printable.line(line, LONGEST_QUOTE)));
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(line.substring(colon + 1).strip());
    }
    int minor = first.charAt(VERSION.length()) - '0';
    return new Head(minor, Integer.parseInt(first, STATUS_LINE - 3, STATUS_LINE, 10), fields);
  }

  private static boolean isStatusLine(String line) {
    if (!line.startsWith(VERSION) || line.length() < STATUS_LINE) {
      return false;
    }
    boolean ends = line.length() == STATUS_LINE || line.charAt(STATUS_LINE) == ' ';
    return ends
        && isDigit(line.charAt(VERSION.length()))
        && line.charAt(VERSION.length() + 1) == ' '
        && line.substring(STATUS_LINE - 3, STATUS_LINE).chars().allMatch(Head::isDigit)
        && line.charAt(STATUS_LINE - 3) != '0';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  private String joined(String name) {
    return String.join(",", fields.getOrDefault(name, List.of())).toLowerCase(Locale.ROOT);
  }

  void requireChunked() throws OddAnswerException {
    if (!joined("transfer-encoding").equals("chunked")) {
      throw new OddAnswerException(
          "its transfer encoding is " + Printable.line(joined("transfer-encoding"), LONGEST_QUOTE));
    }
  }

  /** The body's length; a length that is said twice must be the same. */
  long length() throws OddAnswerException {
    Set<String> lengths = new TreeSet<>(List.of(joined("content-length").split("\\s*,\\s*", -1)));
    String length = lengths.iterator().next();
    if (lengths.size() > 1 || !length.matches("\\d{1,18}")) {
      throw new OddAnswerException(
          "its length is " + Printable.line(joined("content-length"), LONGEST_QUOTE));
    }
    return Long.parseLong(length);
  }

  String coding() {
    return joined("content-encoding");
  }

  /** Whether the server leaves after this answer. */
  boolean closes() {
    return minor == 0 || joined("connection").contains("close");
  }
}
