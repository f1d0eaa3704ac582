package io.mgeosync.probe.smoke;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Two texts that look alike when they are quoted, and are not: too long, or of odd characters. */
final class Lookalikes {
  private static final int BEFORE = 8;
  private static final int SHOWN = 24;

  private Lookalikes() {}

  /** Whether two quotes look the same to people. */
  static boolean are(String expected, String found) {
    return Normalizer.normalize(expected, Form.NFKC).equals(Normalizer.normalize(found, Form.NFKC));
  }

  /** Quotes both from shortly before where they part, with the codes of what is not ASCII. */
  static String tell(String expected, String found) {
    int[] golden = expected.codePoints().toArray();
    int[] actual = found.codePoints().toArray();
    int at = 0;
    while (at < golden.length && at < actual.length && golden[at] == actual[at]) {
      at++;
    }
    return "from character %d on expected \"%s\", found \"%s\""
        .formatted(at + 1, part(golden, at), part(actual, at));
  }

  private static String part(int[] points, int at) {
    return Arrays.stream(points)
        .skip(Math.max(0, at - BEFORE))
        .limit(SHOWN)
        .mapToObj(point -> point >= ' ' && point <= '~' ? Character.toString(point) : code(point))
        .collect(Collectors.joining());
  }

  private static String code(int point) {
    return String.format("\\u%04X", point);
  }
}
