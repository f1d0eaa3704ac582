package io.mgeosync.director.switchover;

import io.mgeosync.base.Durations;
import io.mgeosync.director.client.NotReadyException;
import io.mgeosync.director.client.ReportedNode;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** How a switchover ends that did not move all the traffic. */
final class SwitchoverRefusals {
  private SwitchoverRefusals() {}

  /** The node that traffic was to be moved to may not have any. Nothing was moved. */
  static Refusal notReady(String director, ReportedNode node) {
    return new NotReadyException(
        "%s is %s for the director at %s%s"
            .formatted(
                node.name(),
                node.overridden() ? "held out of the route" : node.state(),
                director,
                node.why().isEmpty() ? "" : ": " + node.why()),
        node.overridden()
            ? "release it there first"
            : "ask it (mgeo-sync explain on that node), then switch over");
  }

  /** The director took the order, and the traffic is not where it should be in the time given. */
  static Refusal notMoved(String director, Duration wait, String how) {
    return Refusal.of(
        Kind.UNAVAILABLE,
        "the director at %s has not moved the traffic within %s: %s"
            .formatted(director, Durations.format(wait), how),
        "look at its /status and log, or give it longer with --wait");
  }

  /** Some directors have moved their traffic, and then one did not. */
  static Refusal partlyMoved(List<Move> moves, Refusal cause) {
    return Refusal.of(
        cause.kind(),
        "%s; moved already: %s"
            .formatted(
                cause.reason(),
                moves.stream().map(move -> move.director()).collect(Collectors.joining(", "))),
        cause.remedy() + ", then switch over again: who has moved stays as it is",
        cause);
  }
}
