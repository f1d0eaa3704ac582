package io.mgeosync.config;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.manifest.smoke.Decimal;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.KeyTypes;
import io.mgeosync.settings.TextReader;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One expectation as a smoke file writes it: of a score, a text or a span.
 *
 * @param absolute by default what another GPU model or another batch changes: the last digits
 * @param relative likewise
 */
record ExpectationKeys(
    @JsonDeserialize(using = KeyTypes.Verbatim.class) @Default("") String at,
    @JsonDeserialize(using = KeyTypes.Verbatim.class) @Default("") String label,
    @JsonDeserialize(using = Amount.class) @Nullable Decimal score,
    @JsonDeserialize(using = Amount.class) @Default("0.001") Decimal absolute,
    @JsonDeserialize(using = Amount.class) @Default("0.01") Decimal relative,
    @JsonDeserialize(using = KeyTypes.Verbatim.class) @Nullable String text,
    @Nullable Integer start,
    @Nullable Integer end,
    @JsonDeserialize(using = KeyTypes.Verbatim.class) @Nullable String span) {
  ExpectationKeys {
    if (Stream.of(score, text, span).filter(Objects::nonNull).count() != 1) {
      throw new InvalidValueException(
          "an expectation has exactly one of score, text and span", "keep one of them");
    }
    // Made here too, so that what no expectation may hold is refused where this one is written.
    expectation(at, label, score, absolute, relative, text, start, end, span);
  }

  Expectation expectation() {
    return expectation(at, label, score, absolute, relative, text, start, end, span);
  }

  private static Expectation expectation(
      String at,
      String label,
      @Nullable Decimal score,
      Decimal absolute,
      Decimal relative,
      @Nullable String text,
      @Nullable Integer start,
      @Nullable Integer end,
      @Nullable String span) {
    if (score != null) {
      return new Expectation.Score(at, label, score, absolute, relative);
    }
    if (text != null) {
      return new Expectation.Text(at, label, text);
    }
    return new Expectation.Span(
        at, label, required("start", start), required("end", end), Objects.requireNonNull(span));
  }

  private static int required(String key, @Nullable Integer value) {
    if (value == null) {
      throw InvalidValueException.at(key, "this key is missing", "add it; see docs/smoke.md");
    }
    return value;
  }

  /** People may write 0.50 and 1e-3. */
  static final class Amount extends TextReader<Decimal> {
    Amount() {
      super(Amount::parse);
    }

    private static Decimal parse(String text) {
      if (!text.matches("[-+]?[0-9.]{1,24}([eE][-+]?[0-9]{1,2})?")) {
        throw new InvalidValueException("\"" + text + "\" is not a number", "write e.g. 0.973");
      }
      return new Decimal(new BigDecimal(text));
    }
  }
}
