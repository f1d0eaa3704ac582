package io.mgeosync.drill;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.manifest.Refusal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a right answer says, value by value: the same keys, the same texts, numbers within 0.001
 * plus one per cent.
 */
public final class GoldenAnswer implements RightAnswer {
  private final JsonPointer at;
  private final Map<String, JsonNode> golden;
  private final Set<String> free;

  private GoldenAnswer(JsonPointer at, Map<String, JsonNode> golden, Set<String> free) {
    this.at = at;
    this.golden = Map.copyOf(golden);
    this.free = Set.copyOf(free);
  }

  /**
   * This one.
   *
   * @param at where in the answer it stands; what else the answer holds does not matter
   */
  public static GoldenAnswer of(JsonPointer at, JsonNode expected) {
    return new GoldenAnswer(at, JsonValues.of(expected), Set.of());
  }

  /**
   * What these answers to one request have in common; what differs among them may be anything.
   *
   * @param at where in each answer to look
   * @throws Refusal when they have nothing in common
   */
  public static GoldenAnswer learnt(JsonPointer at, List<JsonNode> answers) {
    List<Map<String, JsonNode>> all =
        answers.stream().map(answer -> JsonValues.of(answer.at(at))).toList();
    var golden = new HashMap<>(all.getFirst());
    var free = new HashSet<String>();
    all.stream()
        .flatMap(leaves -> leaves.keySet().stream())
        .filter(pointer -> !common(pointer, all))
        .forEach(free::add);
    golden.keySet().removeAll(free);
    golden.values().removeIf(JsonNode::isMissingNode);
    if (golden.isEmpty()) {
      throw DrillRefusals.nothingInCommon(at.toString(), answers.size());
    }
    return new GoldenAnswer(at, golden, free);
  }

  private static boolean common(String pointer, List<Map<String, JsonNode>> all) {
    JsonNode first = all.getFirst().get(pointer);
    return first != null
        && all.stream()
            .map(leaves -> leaves.get(pointer))
            .allMatch(other -> other != null && JsonValues.same(first, other));
  }

  @Override
  public Optional<String> problem(JsonNode answer) {
    Map<String, JsonNode> leaves = JsonValues.of(answer.at(at));
    return Stream.concat(golden.keySet().stream(), leaves.keySet().stream())
        .distinct()
        .filter(pointer -> !free.contains(pointer))
        .sorted()
        .flatMap(pointer -> problem(pointer, leaves).stream())
        .findFirst();
  }

  private Optional<String> problem(String pointer, Map<String, JsonNode> leaves) {
    JsonNode expected = golden.get(pointer);
    JsonNode found = leaves.get(pointer);
    if (expected != null && found != null && JsonValues.same(expected, found)) {
      return Optional.empty();
    }
    return Optional.of(
        ReportQuote.of("%s%s is %s, not %s".formatted(at, pointer, text(found), text(expected))));
  }

  private static String text(@Nullable JsonNode value) {
    return value == null || value.isMissingNode() ? "missing" : value.toString();
  }
}
