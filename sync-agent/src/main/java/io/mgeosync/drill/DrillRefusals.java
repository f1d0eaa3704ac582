package io.mgeosync.drill;

import io.mgeosync.base.NodeName;
import io.mgeosync.director.client.NotReadyException;
import io.mgeosync.director.client.ReportedNode;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import java.util.List;

/** What a drill refuses, and how one ends that went wrong. */
final class DrillRefusals {
  private DrillRefusals() {}

  /** A node is held out already: by another drill, or by an operator at work. */
  static Refusal alreadyOverridden(ReportedNode node) {
    return Refusal.of(
        Kind.BUSY,
        "%s is held out of the route already%s"
            .formatted(node.name(), node.why().isEmpty() ? "" : ": " + node.why()),
        "drill when that is over, or release it first");
  }

  /** Without the node there would be none left to serve. */
  static Refusal noStandby(String director, NodeName node) {
    return new NotReadyException(
        "no other node than %s is ready for the director at %s".formatted(node, director),
        "get a standby ready (mgeo-sync explain on it), then drill");
  }

  /** Nothing in the answers tells a right one from a wrong one. */
  static Refusal nothingInCommon(String pointer, int answers) {
    return Refusal.of(
        Kind.CONFIGURATION,
        "%d answers to the same request have nothing in common%s"
            .formatted(answers, pointer.isEmpty() ? "" : " at " + pointer),
        "say what is right with --expect-file or --smoke, or correct --expect-pointer");
  }

  /** A command that stops or starts the service did not do so. */
  static Refusal commandFailed(List<String> command, String how) {
    return Refusal.of(
        Kind.UNAVAILABLE,
        "'%s' %s".formatted(ReportQuote.of(String.join(" ", command)), ReportQuote.of(how)),
        "run it by hand to see why");
  }

  /**
   * One director took the order to route past the node, and another one did not: the first has to
   * let it back.
   */
  static Refusal partlyOut(Refusal cause) {
    return Refusal.of(
        Kind.UNAVAILABLE, "not all directors follow: " + cause.reason(), cause.remedy(), cause);
  }

  /** The drill was ended from outside, which also brings back what was taken out. */
  static Refusal aborted() {
    return Refusal.of(Kind.UNAVAILABLE, "the drill was ended before its time", "drill again");
  }

  /** The node is still out, and the drill has tried for as long as it may. */
  static Refusal notRestored(String byHand, Refusal cause) {
    return Refusal.of(
        cause.kind(),
        "THE NODE IS STILL OUT: " + cause.reason(),
        "BRING IT BACK BY HAND: " + byHand,
        cause);
  }
}
