package io.mgeosync.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.gate.Gate;
import io.mgeosync.gate.GateDecision;
import io.mgeosync.manifest.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last edge of the decision on disk, for whoever asks while the agent is not running. */
final class DecisionFile implements Consumer<Gate.Edge> {
  private static final Logger log = LoggerFactory.getLogger(DecisionFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NodeLayout layout;

  DecisionFile(NodeLayout layout) {
    this.layout = layout;
  }

  @Override
  public void accept(Gate.Edge edge) {
    try {
      String why =
          switch (edge.decision()) {
            case GateDecision.Serve _ -> "every condition holds";
            case GateDecision.Refuse refuse -> refuse.failing().getFirst().why(edge.at());
          };
      var node =
          JSON.createObjectNode()
              .put("at", edge.at().toString())
              .put("ready", edge.decision().serve())
              .put("why", why);
      DurableFiles.writeAtomically(
          layout.lastDecision(), node.toString().getBytes(StandardCharsets.UTF_8));
    } catch (Refusal refusal) {
      log.warn("{}: the decision cannot be kept: {}", edge.bundle(), refusal.getMessage());
    }
  }
}
