package io.mgeosync.manifest.smoke;

import java.util.regex.Pattern;

/**
 * One thing that a right answer holds. {@code at} is a JSON pointer (RFC 6901) to where the adapter
 * reads; entries there may come in any order and are matched by {@code label}.
 */
public sealed interface Expectation {
  /** The longest pointer, label, text or span, in characters. */
  int MAX_TEXT = 256;

  String at();

  /** Which entry; empty when the pointer leads to the value itself. */
  String label();

  /**
   * A number. It is right within {@code absolute + relative × |score|}.
   *
   * @param absolute zero or more
   * @param relative zero or more; 0.01 is one per cent
   */
  record Score(String at, String label, Decimal score, Decimal absolute, Decimal relative)
      implements Expectation {
    public Score {
      Pointers.require(at);
      Texts.require("a label", label, MAX_TEXT);
      if (absolute.negative() || relative.negative()) {
        throw new IllegalArgumentException("a tolerance is not negative");
      }
    }
  }

  /** A text, to the letter. */
  record Text(String at, String label, String text) implements Expectation {
    public Text {
      Pointers.require(at);
      Texts.require("a label", label, MAX_TEXT);
      Texts.require("a text", text, MAX_TEXT);
    }
  }

  /**
   * A labelled stretch of the request's text.
   *
   * @param label its type
   * @param start of its first character, counted as the service counts
   * @param end behind its last character
   */
  record Span(String at, String label, int start, int end, String span) implements Expectation {
    public Span {
      Pointers.require(at);
      Texts.require("a label", label, MAX_TEXT);
      Texts.require("a span", span, MAX_TEXT);
      if (start < 0 || end < start) {
        throw new IllegalArgumentException("a span is 0 ≤ start ≤ end");
      }
    }
  }

  /** The syntax of RFC 6901. */
  final class Pointers {
    private static final Pattern VALID = Pattern.compile("(/([^/~]|~[01])*)*");

    private Pointers() {}

    static void require(String pointer) {
      Texts.require("a pointer", pointer, MAX_TEXT);
      if (!VALID.matcher(pointer).matches()) {
        throw new IllegalArgumentException("not a JSON pointer such as /scores/0");
      }
    }
  }
}
