package io.mgeosync.director.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.base.NodeName;
import io.mgeosync.director.route.ActuatorStatus;
import io.mgeosync.director.route.NodeView;
import io.mgeosync.director.route.Route;
import io.mgeosync.director.route.RouteSnapshot;
import io.mgeosync.director.route.TrafficShare;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a director knows, as JSON; keys are only ever added. */
final class RouteStatusJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RouteStatusJson() {}

  static String of(RouteSnapshot snapshot, List<ActuatorStatus> followed) {
    ObjectNode all = JSON.createObjectNode();
    putRoute(all.putObject("route"), snapshot);
    all.put("primary", snapshot.primary().value());
    var nodes = all.putArray("nodes");
    snapshot.nodes().forEach(node -> putNode(nodes.addObject(), node));
    var actuators = all.putArray("actuators");
    followed.forEach(one -> putFollowed(actuators.addObject(), one));
    var warnings = all.putArray("warnings");
    snapshot.warnings().forEach(warnings::add);
    return all.toString();
  }

  private static void putRoute(ObjectNode json, RouteSnapshot snapshot) {
    Route route = snapshot.route();
    json.put("sequence", route.sequence());
    var active = json.putArray("active");
    for (TrafficShare share : route.active()) {
      active.addObject().put("node", share.node().value()).put("weight", share.weight());
    }
    var spares = json.putArray("spares");
    route.spares().stream().map(NodeName::value).forEach(spares::add);
    json.put("why", route.why());
    json.put("since", snapshot.since().truncatedTo(ChronoUnit.MILLIS).toString());
  }

  private static void putNode(ObjectNode json, NodeView node) {
    json.put("name", node.name().value());
    json.put("role", node.role().toString());
    json.put("state", node.state().toString());
    json.put("since", node.since().truncatedTo(ChronoUnit.MILLIS).toString());
    json.put("why", node.why());
    json.put("lastAnswerMillis", node.lastAnswerMillis());
    if (node.told().version() != null) {
      json.put("version", node.told().version());
    }
    if (node.told().gpu() != null) {
      json.put("gpu", node.told().gpu());
    }
    if (node.told().smokeSeconds() != null) {
      json.put("smokeSeconds", node.told().smokeSeconds());
    }
    node.override().ifPresent(verb -> json.put("override", verb));
    json.put("changes", node.changes());
  }

  private static void putFollowed(ObjectNode json, ActuatorStatus one) {
    json.put("name", one.name());
    json.put("ok", one.ok());
    json.put("message", one.message());
    json.put("appliedSequence", one.appliedSequence());
    json.put("lastMillis", one.lastMillis());
  }
}
