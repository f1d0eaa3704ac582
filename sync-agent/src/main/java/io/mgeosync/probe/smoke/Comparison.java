package io.mgeosync.probe.smoke;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.manifest.smoke.SmokeAdapter;
import io.mgeosync.manifest.smoke.SmokeCase;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One answer held against one case.
 *
 * @param mismatches one line each, with where, expected and actual; empty when the answer is right
 * @param normalised what the answer says, one text for each expectation: the golden value where it
 *     is met, so that noise within the tolerance disappears
 */
record Comparison(List<String> mismatches, List<String> normalised) {
  private static final MathContext SIX_DIGITS = new MathContext(6);

  Comparison {
    mismatches = List.copyOf(mismatches);
    normalised = List.copyOf(normalised);
  }

  static Comparison of(SmokeCase smoke, JsonNode answer) {
    var mismatches = new ArrayList<String>();
    var normalised = new ArrayList<String>();
    for (Expectation expectation : smoke.expect()) {
      Optional<String> found =
          found(expectation, entries(smoke.request().adapter(), expectation.at(), answer));
      normalised.add(found.orElse(golden(expectation)));
      found.ifPresent(actual -> mismatches.add(line(expectation, actual)));
    }
    unexpected(smoke, answer)
        .forEach(
            span -> {
              mismatches.add("unexpected " + AnswerQuote.of(span));
              normalised.add(span);
            });
    return new Comparison(mismatches, normalised);
  }

  /** Whether one expectation, taken alone, is met. */
  static boolean met(SmokeAdapter adapter, Expectation expectation, JsonNode answer) {
    return found(expectation, entries(adapter, expectation.at(), answer)).isEmpty();
  }

  /** What {@link #normalised} holds for an answer that is right. */
  static List<String> golden(SmokeCase smoke) {
    return smoke.expect().stream().map(Comparison::golden).toList();
  }

  private static String golden(Expectation expectation) {
    return switch (expectation) {
      case Expectation.Score score -> score.score().toString();
      case Expectation.Text text -> text.text();
      case Expectation.Span span ->
          new AnswerEntry.Span(span.label(), span.start(), span.end(), span.span()).toString();
    };
  }

  private static List<AnswerEntry> entries(SmokeAdapter adapter, String at, JsonNode answer) {
    return AnswerReader.entries(adapter, answer.at(JsonPointer.compile(at)));
  }

  /** What is there in place of what should be; empty when it is as expected. */
  private static Optional<String> found(Expectation expectation, List<AnswerEntry> entries) {
    return switch (expectation) {
      case Expectation.Score score -> otherNumber(score, value(score, entries));
      case Expectation.Text text -> otherText(text, value(text, entries));
      case Expectation.Span span -> otherSpan(span, entries);
    };
  }

  /** A node that is missing is no number and no text. */
  private static JsonNode value(Expectation expectation, List<AnswerEntry> entries) {
    return entries.stream()
        .filter(AnswerEntry.Value.class::isInstance)
        .map(AnswerEntry.Value.class::cast)
        .filter(entry -> entry.label().equals(expectation.label()))
        .map(AnswerEntry.Value::node)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static Optional<String> otherNumber(Expectation.Score expected, JsonNode value) {
    if (!value.isNumber()) {
      return Optional.of(
          value.isTextual() ? "the text \"%s\"".formatted(value.asText()) : asText(value));
    }
    if (!Double.isFinite(value.doubleValue())) {
      return Optional.of("not a finite number");
    }
    BigDecimal score = expected.score().value();
    BigDecimal tolerance =
        expected.absolute().value().add(expected.relative().value().multiply(score.abs()));
    BigDecimal actual = value.decimalValue();
    return actual.subtract(score).abs().compareTo(tolerance) <= 0
        ? Optional.empty()
        : Optional.of(actual.round(SIX_DIGITS).stripTrailingZeros().toString());
  }

  private static Optional<String> otherText(Expectation.Text expected, JsonNode value) {
    return value.isValueNode() && value.asText().equals(expected.text())
        ? Optional.empty()
        : Optional.of(asText(value));
  }

  private static Optional<String> otherSpan(Expectation.Span expected, List<AnswerEntry> entries) {
    String golden = golden(expected);
    return entries.stream().anyMatch(entry -> entry.toString().equals(golden))
        ? Optional.empty()
        : Optional.of("not there");
  }

  private static List<String> unexpected(SmokeCase smoke, JsonNode answer) {
    List<Expectation.Span> spans =
        smoke.expect().stream()
            .filter(Expectation.Span.class::isInstance)
            .map(Expectation.Span.class::cast)
            .toList();
    List<String> golden = spans.stream().map(Comparison::golden).toList();
    return spans.stream()
        .map(Expectation.Span::at)
        .distinct()
        .flatMap(at -> entries(smoke.request().adapter(), at, answer).stream())
        .map(AnswerEntry::toString)
        .filter(entry -> !golden.contains(entry))
        .toList();
  }

  private static String asText(JsonNode value) {
    return value.isMissingNode()
        ? "not there"
        : value.isTextual() ? value.asText() : value.toString();
  }

  /** Where an expectation looks, for people. */
  static String place(Expectation expectation) {
    String where = expectation.at().isEmpty() ? "the answer" : expectation.at();
    return expectation.label().isEmpty() || expectation instanceof Expectation.Span
        ? where
        : where + " " + AnswerQuote.of(expectation.label());
  }

  private static String line(Expectation expectation, String actual) {
    String expected = expected(expectation);
    String found = AnswerQuote.of(actual);
    return Lookalikes.are(expected, found)
        ? "%s: %s".formatted(place(expectation), Lookalikes.tell(golden(expectation), actual))
        : "%s: expected %s, found %s".formatted(place(expectation), expected, found);
  }

  private static String expected(Expectation expectation) {
    return expectation instanceof Expectation.Score score
        ? "%s ± %s".formatted(score.score(), tolerance(score))
        : AnswerQuote.of(golden(expectation));
  }

  private static String tolerance(Expectation.Score score) {
    BigDecimal relative = score.relative().value().multiply(score.score().value().abs());
    BigDecimal sum = score.absolute().value().add(relative);
    return sum.round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
