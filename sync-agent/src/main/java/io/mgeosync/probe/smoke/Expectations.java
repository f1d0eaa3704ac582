package io.mgeosync.probe.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.manifest.smoke.Decimal;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.manifest.smoke.SmokeAdapter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one answer gives to expect: the place that the adapter reads, found by its shape. */
final class Expectations {
  /** Of a vector, so many numbers tell as much as all. */
  private static final int MOST = 16;

  /** Digits after the point; models disagree with themselves before that. */
  private static final int DIGITS = 6;

  private static final BigDecimal LARGEST = BigDecimal.TEN.pow(9).subtract(BigDecimal.ONE);

  private final SmokeAdapter adapter;
  private final Tolerance tolerance;

  private Expectations(SmokeAdapter adapter, Tolerance tolerance) {
    this.adapter = adapter;
    this.tolerance = tolerance;
  }

  /**
   * What was found.
   *
   * @param expectations at most as many as a case holds
   * @param leftOut one line each for what the answer has beside them
   */
  record Found(List<Expectation> expectations, List<String> leftOut) {
    Found {
      expectations = List.copyOf(expectations);
      leftOut = List.copyOf(leftOut);
    }
  }

  /** One value of the answer, and where the adapter read it. */
  private record Entry(String at, AnswerEntry answer) {}

  static Found in(JsonNode answer, SmokeAdapter adapter, Tolerance tolerance) {
    var expectations = new Expectations(adapter, tolerance);
    return expectations.choose(
        switch (adapter) {
          case TEXT, HTTP_JSON -> expectations.leaves("", answer).toList();
          default -> expectations.first("", answer);
        });
  }

  private Found choose(List<Entry> entries) {
    var taken = new LinkedHashSet<Expectation>();
    var leftOut = new ArrayList<String>();
    int more = 0;
    for (Entry entry : entries) {
      Optional<Expectation> one = expectation(entry);
      if (one.isEmpty()) {
        leftOut.add("%s: no case can hold this value".formatted(place(entry)));
      } else if (taken.size() < MOST) {
        taken.add(one.get());
      } else if (!taken.contains(one.get())) {
        more++;
      }
    }
    if (more > 0) {
      leftOut.add("%d more values: a case holds %d".formatted(more, MOST));
    }
    return new Found(List.copyOf(taken), leftOut);
  }

  private static String place(Entry entry) {
    String at = entry.at().isEmpty() ? "the answer" : entry.at();
    return entry.answer() instanceof AnswerEntry.Value value && !value.label().isEmpty()
        ? at + " " + value.label()
        : at;
  }

  /** Numbers, texts and others, in the order of the document. */
  private Stream<Entry> leaves(String at, JsonNode node) {
    return node.isContainerNode()
        ? children(at, node).stream().flatMap(child -> leaves(child.at(), child.node()))
        : Stream.of(new Entry(at, new AnswerEntry.Value("", node)));
  }

  /** The entries at the first place that the adapter can read. */
  private List<Entry> first(String at, JsonNode node) {
    List<Entry> here =
        fits(at, node)
            ? AnswerReader.entries(adapter, node).stream()
                .map(answer -> new Entry(at, answer))
                .toList()
            : List.of();
    return here.stream().anyMatch(entry -> expectation(entry).isPresent())
        ? here
        : children(at, node).stream()
            .map(child -> first(child.at(), child.node()))
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse(List.of());
  }

  /** Any array of numbers could be scores; only the name tells which are. */
  private boolean fits(String at, JsonNode node) {
    return adapter != SmokeAdapter.TEXT_RANKING || (node.isArray() && at.endsWith("/scores"));
  }

  private record Child(String at, JsonNode node) {}

  private static List<Child> children(String at, JsonNode node) {
    var children = new ArrayList<Child>();
    node.properties()
        .forEach(
            member ->
                children.add(new Child(at + "/" + escaped(member.getKey()), member.getValue())));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      children.add(new Child(at + "/" + i, node.get(i)));
    }
    return children;
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  /** Empty for what no case can hold: a long text, a huge number, true, null. */
  private Optional<Expectation> expectation(Entry entry) {
    String at = entry.at();
    try {
      return switch (entry.answer()) {
        case AnswerEntry.Span span ->
            Optional.of(
                new Expectation.Span(at, span.label(), span.start(), span.end(), span.span()));
        case AnswerEntry.Value value when value.node().isNumber() -> score(at, value);
        case AnswerEntry.Value value when value.node().isTextual() ->
            Optional.of(new Expectation.Text(at, value.label(), value.node().asText()));
        case AnswerEntry.Value _ -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Expectation> score(String at, AnswerEntry.Value value) {
    BigDecimal number = value.node().decimalValue();
    return number.abs().compareTo(LARGEST) > 0
        ? Optional.empty()
        : Optional.of(
            new Expectation.Score(
                at,
                value.label(),
                Decimal.near(number, DIGITS),
                tolerance.absolute(),
                tolerance.relative()));
  }
}
