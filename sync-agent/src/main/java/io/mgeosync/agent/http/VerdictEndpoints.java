package io.mgeosync.agent.http;

import io.mgeosync.base.NodeRole;
import io.mgeosync.http.Answer;
import io.mgeosync.http.BadQueryException;
import io.mgeosync.http.Request;
import io.mgeosync.http.Snapshots;
import io.mgeosync.verdict.ConsulStatus;
import io.mgeosync.verdict.NodeVerdict;
import io.mgeosync.verdict.NodeVerdict.Standing;
import io.mgeosync.verdict.ReadyzJson;
import java.util.Optional;
import java.util.function.Function;

/** The verdict for who sends traffic: all but the gate answer with the same body. */
final class VerdictEndpoints {
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int REFUSED = 503;

  private final NodeStatus status;

  VerdictEndpoints(NodeStatus status) {
    this.status = status;
  }

  Answer ready(Request request) {
    String version = request.query().value("version");
    return answer(
        request, verdict -> code(verdict.ready() && (version == null || verdict.serves(version))));
  }

  Answer inRole(Request request, NodeRole role) {
    return answer(request, verdict -> code(verdict.ready() && verdict.is(role)));
  }

  Answer consul(Request request) {
    return answer(request, ConsulStatus::of);
  }

  private static int code(boolean good) {
    return good ? OK : REFUSED;
  }

  private Answer answer(Request request, Function<NodeVerdict, Integer> code) {
    return Snapshots.read(
        () ->
            asked(request)
                .map(verdict -> Answer.json(code.apply(verdict), ReadyzJson.of(verdict)))
                .orElseGet(() -> Answer.text(404, "this node has no bundle of this name")),
        () -> Snapshots.unknown("ready"));
  }

  private Optional<NodeVerdict> asked(Request request) {
    String bundle = request.query().value("bundle");
    return bundle == null ? Optional.of(status.verdict()) : status.verdict().only(bundle);
  }

  /**
   * For a proxy on the node that asks before each request. It cannot send the request elsewhere, so
   * what is only not now and proven all the same is a yes. Before the agent has looked for the
   * first time it has no word of its own: then the proxy's last one stands.
   */
  Answer gate(Request request) {
    try {
      return Snapshots.read(
          () ->
              asked(request)
                  .map(this::gate)
                  .orElseGet(() -> Answer.nothing(FORBIDDEN, "no bundle of this name is here")),
          () -> Answer.nothing(FORBIDDEN, Snapshots.UNKNOWN));
    } catch (BadQueryException e) { // A proxy takes any other status for a broken agent.
      return Answer.nothing(FORBIDDEN, e.reason());
    }
  }

  private Answer gate(NodeVerdict verdict) {
    if (verdict.ready() || (verdict.standing() == Standing.NOT_NOW && verdict.mayServe())) {
      return Answer.nothing();
    }
    boolean knows = verdict.standing() != Standing.UNKNOWN || status.hasLooked();
    return Answer.nothing(knows ? FORBIDDEN : REFUSED, verdict.why());
  }
}
