package io.mgeosync.director.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.config.RequireSettings;
import io.mgeosync.manifest.Printable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * From the answer of a node's {@code /readyz} to what it means. What is no verdict of an agent,
 * such as an error page of something in between, is unknown: only a node itself can refuse.
 */
final class PollResultReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int LONGEST_TEXT = 200;

  private final RequireSettings require;

  PollResultReader(RequireSettings require) {
    this.require = require;
  }

  PollResult read(int status, String body) {
    if (status != OK && status != UNAVAILABLE) {
      return new PollResult.Unknown("answers " + status);
    }
    try {
      return verdict(status == OK, JSON.readTree(body));
    } catch (JsonProcessingException e) {
      return new PollResult.Unknown("answers " + status + " with something that is no verdict");
    }
  }

  private PollResult verdict(boolean good, JsonNode answer) {
    JsonNode ready = answer.path("ready");
    if (!ready.isBoolean() || ready.booleanValue() != good) {
      return new PollResult.Unknown(
          "answers %d with a body that does not say so".formatted(good ? OK : UNAVAILABLE));
    }
    if (!good && !answer.path("bundles").isArray()) {
      return new PollResult.Unknown("its agent cannot say how it is");
    }
    List<JsonNode> bundles = bundles(answer);
    NodeInfo told = readInfo(answer, bundles);
    if (good) {
      return new PollResult.Ready(told, lacking(bundles));
    }
    boolean well = all(bundles, "ready");
    return switch (answer.path("standing").asText()) {
      case "not-now" -> new PollResult.NotNow(told, all(bundles, "proven"), reason(answer));
      case "unknown" -> new PollResult.Unknown("its agent does not know: " + reason(answer));
      // Agents before this word say only that they drain; what is not known here is no yes.
      default ->
          well && says(answer, "draining")
              ? new PollResult.Draining(told, reason(answer).replaceFirst("^draining: ", ""))
              : new PollResult.Refused(told, reason(answer));
    };
  }

  private static boolean all(List<JsonNode> bundles, String key) {
    return !bundles.isEmpty() && bundles.stream().allMatch(bundle -> says(bundle, key));
  }

  private List<JsonNode> bundles(JsonNode answer) {
    Stream<JsonNode> all = StreamSupport.stream(answer.path("bundles").spliterator(), false);
    String only = require.bundle() == null ? null : require.bundle().value();
    return all.filter(bundle -> only == null || bundle.path("bundle").asText().equals(only))
        .toList();
  }

  private String lacking(List<JsonNode> bundles) {
    if (require.bundle() != null && bundles.isEmpty()) {
      return "it does not tell of " + require.bundle();
    }
    if (bundles.stream().anyMatch(bundle -> denies(bundle, "served"))) {
      return "its service has not proven the version";
    }
    boolean smoked =
        require.smoke()
            ? all(bundles, "smoke")
            : bundles.stream().noneMatch(bundle -> denies(bundle, "smoke"));
    return smoked ? "" : "its golden answers are not proven";
  }

  private static boolean says(JsonNode bundle, String key) {
    return bundle.path(key).asBoolean(false);
  }

  private static boolean denies(JsonNode bundle, String key) {
    return bundle.has(key) && !says(bundle, key);
  }

  private static NodeInfo readInfo(JsonNode answer, List<JsonNode> bundles) {
    Optional<JsonNode> first = bundles.stream().findFirst();
    return new NodeInfo(
        first.map(bundle -> text(bundle.path("version"))).orElse(null),
        text(answer.path("gpu")),
        first
            .map(bundle -> bundle.path("smokeSeconds"))
            .filter(JsonNode::isNumber)
            .map(JsonNode::doubleValue)
            .orElse(null));
  }

  private static String reason(JsonNode answer) {
    String text = text(answer.path("reasons").path(0));
    return text == null ? "it says no more" : text;
  }

  /** One line of anything that a node sends: it ends up in logs and on screens. */
  private static @Nullable String text(JsonNode node) {
    if (!node.isTextual()) {
      return null;
    }
    return Printable.line(node.textValue(), LONGEST_TEXT);
  }
}
