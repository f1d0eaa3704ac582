package io.mgeosync.director.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.base.NodeName;
import io.mgeosync.base.NodeRole;
import io.mgeosync.director.route.Route;
import io.mgeosync.director.route.TrafficShare;
import io.mgeosync.manifest.Printable;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a director's {@code /status}; keys that are not known are passed over. */
final class StateReader {
  private static final String PRIMARY = NodeRole.PRIMARY.toString();

  private StateReader() {}

  /**
   * The state.
   *
   * @throws RuntimeException when this is not what a director says
   */
  static DirectorState read(JsonNode status) {
    return new DirectorState(
        route(status.required("route")),
        text(status, "primary").map(NodeName::new),
        list(status.required("nodes")).map(StateReader::node).toList(),
        list(status.path("actuators")).map(StateReader::actuator).toList(),
        list(status.path("warnings")).map(JsonNode::asText).map(StateReader::line).toList());
  }

  private static Stream<JsonNode> list(JsonNode array) {
    return array.valueStream();
  }

  private static Route route(JsonNode route) {
    return new Route(
        route.required("sequence").asLong(),
        list(route.required("active")).map(StateReader::share).toList(),
        list(route.path("spares")).map(spare -> new NodeName(spare.asText())).toList(),
        line(route.path("why").asText()));
  }

  private static TrafficShare share(JsonNode share) {
    return new TrafficShare(
        new NodeName(share.required("node").asText()), share.required("weight").asInt());
  }

  private static ReportedNode node(JsonNode node) {
    String state = line(node.required("state").asText());
    return new ReportedNode(
        new NodeName(node.required("name").asText()),
        node.path("role").asText().equals(PRIMARY),
        state,
        line(node.path("why").asText("")),
        node.hasNonNull("override") || state.equals("draining"),
        text(node, "version"),
        text(node, "gpu"));
  }

  private static ActuatorState actuator(JsonNode actuator) {
    return new ActuatorState(
        line(actuator.required("name").asText()),
        actuator.path("ok").asBoolean(),
        line(actuator.path("message").asText("")),
        actuator.path("appliedSequence").asLong(-1));
  }

  private static Optional<String> text(JsonNode parent, String key) {
    return parent.hasNonNull(key)
        ? Optional.of(line(parent.path(key).asText())).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** What a node said of itself passes through here: it must not forge a line of ours. */
  static String line(String text) {
    return Printable.line(text);
  }
}
