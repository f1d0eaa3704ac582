package io.mgeosync.cli;

import io.mgeosync.manifest.Refusal;
import java.util.Map;

/** The running agent does not do what it was asked to do. */
final class AgentRefusedException extends Refusal {
  private static final Map<Integer, Kind> KINDS = Map.of(400, Kind.CONFIGURATION, 409, Kind.BUSY);

  private AgentRefusedException(Kind kind, String reason, String remedy) {
    super(kind, reason, remedy, null);
  }

  /**
   * Out of its answer, which is a reason and a remedy with a semicolon between them.
   *
   * @param what was asked, as the beginning of a sentence
   */
  static AgentRefusedException of(String what, AgentEndpoint.Answer answer) {
    String[] parts = answer.body().strip().split("; ", 2);
    Kind kind = KINDS.get(answer.status());
    if (kind != null && parts.length == 2) {
      return new AgentRefusedException(kind, parts[0], parts[1]);
    }
    return new AgentRefusedException(
        Kind.UNAVAILABLE,
        "%s was answered with HTTP %d".formatted(what, answer.status()),
        "run this on the node itself, with an agent of this version; its log says more");
  }
}
