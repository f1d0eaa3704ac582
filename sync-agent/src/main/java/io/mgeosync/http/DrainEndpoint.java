package io.mgeosync.http;

import io.mgeosync.config.Durations;
import io.mgeosync.failover.verdict.Drain;
import io.mgeosync.failover.verdict.Drains;
import io.mgeosync.manifest.Refusal;
import java.time.Duration;
import org.eclipse.jetty.server.Request;

/** Begins and ends a drain of this node. */
final class DrainEndpoint {
  private static final int ACCEPTED = 202;

  private final Drains drains;

  DrainEndpoint(Drains drains) {
    this.drains = drains;
  }

  Answer drain(Request request) {
    Query query = Query.of(request);
    try {
      Drain drain = drains.start(length(query), query.flag("force"));
      return Answer.json(ACCEPTED, "{\"accepted\":true,\"until\":\"%s\"}".formatted(drain.until()));
    } catch (Refusal e) {
      return refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.text(503, "the agent is stopping");
    }
  }

  private static Duration length(Query query) {
    String length = query.value("for");
    return length == null ? Drains.USUAL : Durations.parse(length);
  }

  Answer undrain() {
    try {
      return Answer.json(ACCEPTED, "{\"accepted\":true,\"ended\":%s}".formatted(drains.end()));
    } catch (Refusal e) {
      return refused(e);
    }
  }

  private static Answer refused(Refusal refusal) {
    int status = refusal.kind() == Refusal.Kind.CONFIGURATION ? 400 : 409;
    return Answer.refused(status, refusal);
  }
}
