package io.mgeosync.agent.http;

import io.mgeosync.base.NodeRole;
import io.mgeosync.http.Endpoint;
import io.mgeosync.http.Endpoints;
import io.mgeosync.http.MetricsEndpoint;
import java.nio.file.Path;

/** The paths of the agent. */
final class AgentEndpoints {
  private AgentEndpoints() {}

  static Endpoints of(NodeStatus node, MetricsEndpoint metrics, NodeActions actions, Path socket) {
    var status = new StatusEndpoints(node);
    var verdict = new VerdictEndpoints(node);
    var drain = new DrainEndpoint(actions.drains());
    return new Endpoints("agent", socket)
        .reads("/gate", verdict::gate)
        .reads("/readyz", verdict::ready)
        .reads("/ready", verdict::ready)
        .reads("/primary", request -> verdict.inRole(request, NodeRole.PRIMARY))
        .reads("/backup", request -> verdict.inRole(request, NodeRole.BACKUP))
        .reads("/consul", verdict::consul)
        .reads("/livez", request -> status.live())
        .reads("/status", request -> status.status())
        .reads("/turn", request -> status.turn())
        .reads("/metrics", metrics)
        .commands("/sync", Endpoint.begins(actions.sync()))
        .commands("/scrub", Endpoint.begins(actions.scrub()))
        .commands("/probe", Endpoint.begins(actions.probe()))
        .commands("/unpoison", Endpoint.begins(actions.unpoison()))
        .commands("/drain", drain::drain)
        .commands("/undrain", request -> drain.undrain());
  }
}
