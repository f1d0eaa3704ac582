package io.mgeosync.agent.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.base.Durations;
import io.mgeosync.http.Answer;
import io.mgeosync.http.Query;
import io.mgeosync.http.Request;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.verdict.Drain;
import io.mgeosync.verdict.Drains;
import java.time.Duration;

/** Begins and ends a drain of this node. */
final class DrainEndpoint {
  private static final int ACCEPTED = 202;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Drains drains;

  DrainEndpoint(Drains drains) {
    this.drains = drains;
  }

  Answer drain(Request request) {
    Query query = request.query();
    try {
      Drain drain = drains.startDrain(length(query), query.flag("force"));
      return accepted(begun().put("until", drain.until().toString()));
    } catch (Refusal e) {
      return refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.text(503, "the agent is stopping");
    }
  }

  private static Duration length(Query query) {
    String length = query.value("for");
    return length == null ? Drain.USUAL : Durations.parse(length);
  }

  Answer undrain() {
    try {
      boolean ended = drains.endDrain();
      return accepted(begun().put("ended", ended));
    } catch (Refusal e) {
      return refused(e);
    }
  }

  private static ObjectNode begun() {
    return JSON.createObjectNode().put("accepted", true);
  }

  private Answer accepted(ObjectNode answer) {
    drains.unkept().ifPresent(warning -> answer.put("warning", warning));
    return Answer.json(ACCEPTED, answer.toString());
  }

  private static Answer refused(Refusal refusal) {
    int status = refusal.kind() == Refusal.Kind.CONFIGURATION ? 400 : 409;
    return Answer.refused(status, refusal);
  }
}
