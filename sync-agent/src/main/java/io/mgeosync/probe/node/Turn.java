package io.mgeosync.probe.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.Optional;

/**
 * What a node says of its turn to leave service for a switch, as {@code /turn} answers.
 *
 * @param node its name; for a peer that does not answer its address
 * @param ready whether it serves at this moment; false for a peer that does not answer
 */
public record Turn(String node, boolean ready, Stage stage) {

  /** How far it has come. The names in lower case are part of the API. */
  public enum Stage {
    /** It does not want to switch. */
    IDLE,
    /** It wants to switch, and asks its peers. */
    WANTED,
    /** It switches, or has just switched. */
    TAKEN,
    /** A peer that gives no answer. */
    SILENT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A peer that gives no answer, or none of an agent. */
  public static Turn silent(String address) {
    return new Turn(address, false, Stage.SILENT);
  }

  /** Whether requests could not go there if this node left service, now or in a moment. */
  public boolean unavailable() {
    return !ready || stage == Stage.TAKEN;
  }

  /** The answer of {@code /turn}, one JSON object. */
  public String json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("node", node)
        .put("ready", ready)
        .put("turn", stage.toString())
        .toString();
  }

  /** Empty when it is no such answer. */
  static Optional<Turn> read(JsonNode answer, String address) {
    return stage(answer.path("turn").asText())
        .map(
            stage ->
                new Turn(
                    NodeFacts.text(answer, "node").orElse(address),
                    answer.path("ready").asBoolean(false),
                    stage));
  }

  private static Optional<Stage> stage(String word) {
    return switch (word) {
      case "idle" -> Optional.of(Stage.IDLE);
      case "wanted" -> Optional.of(Stage.WANTED);
      case "taken" -> Optional.of(Stage.TAKEN);
      default -> Optional.empty();
    };
  }
}
