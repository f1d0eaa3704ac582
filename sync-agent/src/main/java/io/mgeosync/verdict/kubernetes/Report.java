package io.mgeosync.verdict.kubernetes;

import io.mgeosync.gate.Condition;
import io.mgeosync.gate.GateDecision;
import io.mgeosync.gate.GateSnapshot;
import io.mgeosync.manifest.Printable;
import io.mgeosync.verdict.Drain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the cluster is told of this node.
 *
 * @param reason one CamelCase word, as Kubernetes wants it
 * @param message one line
 */
public record Report(Status status, String reason, String message) {
  private static final int LONGEST = 1024;

  /** As Kubernetes writes it; UNKNOWN when nothing was proven wrong, only not proven right. */
  public enum Status {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  public Report {
    if (!reason.matches("[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?")) {
      throw new IllegalArgumentException("Kubernetes takes no reason \"" + reason + "\"");
    }
    message = Printable.line(message, LONGEST);
  }

  /**
   * The AND of all gates, and of the node not being drained; what is proven wrong comes before what
   * is only late.
   */
  public static Report of(List<GateSnapshot> gates, Optional<Drain> drain, Instant now) {
    var failing = new ArrayList<Failing>();
    for (GateSnapshot gate : gates) {
      if (gate.decide(now) instanceof GateDecision.Refuse refuse) {
        refuse.failing().forEach(one -> failing.add(new Failing(gate, one)));
      }
    }
    return failing.stream()
        .filter(one -> one.condition().status().word().equals("false"))
        .findFirst()
        .map(wrong -> wrong.report(Status.FALSE, now))
        .or(() -> drain.map(one -> new Report(Status.FALSE, "Draining", one.why())))
        .or(() -> failing.stream().findFirst().map(late -> late.report(Status.UNKNOWN, now)))
        .orElse(new Report(Status.TRUE, "EveryConditionHolds", "every condition holds"));
  }

  private record Failing(GateSnapshot gate, Condition condition) {
    Report report(Status status, Instant now) {
      boolean stale = condition.status() == Condition.Status.TRUE;
      String reason = stale ? "Stale" : condition.reason();
      return new Report(status, reason, gate.bundle() + ": " + condition.why(now));
    }
  }

  /** Whether this is worth a write; a message that counts seconds is not. */
  boolean sameNews(Report other) {
    return status == other.status && reason.equals(other.reason);
  }
}
