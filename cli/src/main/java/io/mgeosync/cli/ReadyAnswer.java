package io.mgeosync.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mgeosync.cli.ReadyResult.Standing;
import io.mgeosync.manifest.BundleVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what came from where the agent should listen; anybody may listen there. */
final class ReadyAnswer {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int WARNING = 429;
  private static final int REFUSED = 503;

  /** Nothing else in the answer has a key of this name. */
  private static final Pattern SERVED = Pattern.compile("\"version\":\"([^\"]*)\"");

  /**
   * As the agent writes it; a quotation mark in any of its texts would stand behind a backslash.
   */
  private static final String UNKNOWN = "\"standing\":\"unknown\"";

  private ReadyAnswer() {}

  /**
   * In our words.
   *
   * @param named whether the question named a bundle, of which there may be none
   * @param version that was asked for, if one was
   */
  static ReadyResult read(
      AgentEndpoint.Answer answer, boolean named, @Nullable BundleVersion version) {
    return switch (answer.status()) {
      case OK -> new ReadyResult(Standing.READY, ExitCode.OK, "ready");
      case WARNING ->
          new ReadyResult(
              Standing.WARNED, ExitCode.OK, "ready, but: " + joined(answer.body(), "warnings"));
      case REFUSED -> refused(answer.body(), version);
      default -> unknown(answer.status(), named);
    };
  }

  /** A node that is ready has no reasons: then it was asked for another version than it serves. */
  private static String why(String body, @Nullable BundleVersion version) {
    String reasons = joined(body, "reasons");
    if (!reasons.isEmpty()) {
      return reasons;
    }
    if (version == null) {
      return "the agent does not say why; ask mgeo-sync explain";
    }
    List<String> served =
        SERVED.matcher(body).results().map(found -> found.group(1)).distinct().toList();
    return "asked for %s, and this node serves %s"
        .formatted(version, served.isEmpty() ? "none" : String.join(", ", served));
  }

  /** An agent that says itself that it does not know refuses nothing. */
  private static ReadyResult refused(String body, @Nullable BundleVersion version) {
    String why = why(body, version);
    return body.contains(UNKNOWN)
        ? new ReadyResult(Standing.UNKNOWN, ExitCode.UNAVAILABLE, "not known: " + why)
        : new ReadyResult(Standing.REFUSED, ExitCode.NOT_READY, "not ready: " + why);
  }

  private static ReadyResult unknown(int status, boolean named) {
    return status == NOT_FOUND && named
        ? new ReadyResult(
            Standing.UNKNOWN,
            ExitCode.MISSING,
            "the agent answered HTTP 404: it has no bundle of this name; correct --bundle")
        : new ReadyResult(
            Standing.UNKNOWN,
            ExitCode.UNAVAILABLE,
            "what listens where the agent should answered HTTP %d; correct http.listen"
                .formatted(status));
  }

  /** The texts of one key of the body; none when the body is anything else than an agent's. */
  private static String joined(String body, String key) {
    var texts = new ArrayList<String>();
    try (JsonParser json = new JsonFactory().createParser(body)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          read(json, json.currentName().equals(key) ? texts : new ArrayList<>());
        }
      }
    } catch (IOException e) {
      texts.add("its answer ends in the middle or is no JSON");
    }
    return String.join("; ", texts);
  }

  private static void read(JsonParser json, List<String> texts) throws IOException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == null) {
        return;
      }
      if (token.isScalarValue()) {
        texts.add(json.getText());
      }
      json.skipChildren();
    }
  }
}
