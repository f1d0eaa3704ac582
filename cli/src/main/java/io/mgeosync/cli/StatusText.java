package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.manifest.Printable;
import java.util.ArrayList;
import java.util.List;

/** The agent's status, for a person. Keys that are not there are left out. */
final class StatusText {
  private StatusText() {}

  static List<String> lines(JsonNode status) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s"
            .formatted(
                status.path("node").asText("this node"),
                status.path("ready").asBoolean() ? "ready" : "not ready"));
    if (status.hasNonNull("agent")) {
      lines.add("  " + status.path("agent").asText() + "; this is what is on disk:");
    }
    if (status.path("drain").hasNonNull("why")) {
      lines.add("  " + status.path("drain").path("why").asText());
    }
    status
        .path("warnings")
        .forEach(warning -> lines.add("  warning: " + Printable.line(warning.asText())));
    status.path("bundles").forEach(bundle -> addBundle(lines, bundle));
    return lines;
  }

  private static void addBundle(List<String> lines, JsonNode bundle) {
    lines.add("  " + bundle.path("bundle").asText());
    add(lines, "desired", pin(bundle.path("desired")));
    add(lines, "active", pin(bundle.path("active")));
    add(lines, "channel", channel(bundle));
    add(lines, "why", bundle.path("why").asText(""));
    add(lines, "last cycle", cycle(bundle.path("lastCycle")));
    bundle.path("conditions").forEach(condition -> add(lines, mark(condition), words(condition)));
    if (bundle.has("releases")) {
      List<String> names = bundle.path("releases").valueStream().map(JsonNode::asText).toList();
      add(lines, "on disk", names.isEmpty() ? "no release" : String.join(", ", names));
    }
  }

  private static void add(List<String> lines, String label, String text) {
    if (!text.isEmpty()) {
      lines.add("    %-16s %s".formatted(label, text));
    }
  }

  private static String pin(JsonNode pin) {
    return (pin.path("version").asText("") + " " + pin.path("digest").asText("")).strip();
  }

  private static String channel(JsonNode bundle) {
    return bundle.hasNonNull("channelExpires")
        ? "%s #%d, valid until %s"
            .formatted(
                bundle.path("channel").asText(),
                bundle.path("channelSequence").asLong(),
                bundle.path("channelExpires").asText())
        : "";
  }

  private static String cycle(JsonNode cycle) {
    return (cycle.path("at").asText("") + " " + cycle.path("sentence").asText("")).strip();
  }

  private static String mark(JsonNode condition) {
    return (condition.path("holds").asBoolean() ? "+ " : "- ") + condition.path("type").asText();
  }

  private static String words(JsonNode condition) {
    return condition.path("message").asText("")
        + " (since "
        + condition.path("since").asText("?")
        + ")";
  }
}
