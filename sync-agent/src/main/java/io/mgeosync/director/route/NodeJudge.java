package io.mgeosync.director.route;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Turns a row of sightings of one node into its state.
 *
 * <pre>
 *              fall x unknown                    refused
 *    READY ---------------------&gt; UNKNOWN    (any) ------&gt; REFUSED
 *      ^                             |                        |
 *      |  rise x proven              | ready                  | ready
 *      +---------------- PROVING &lt;---+------------------------+
 *      +--- HELD &lt;----------+  (fell three times in ten minutes)
 * </pre>
 *
 * What is not now is NOT_NOW while a release is proven all the same, and WAITING while none is;
 * neither takes back a proof against the node, which only a proof for it does.
 *
 * <p>The very first good sighting is believed at once: a director that starts must not hold back a
 * fleet that is well. What refused stays refused until it says otherwise; silence is no yes.
 *
 * <p>Confined to one caller at a time.
 */
final class NodeJudge {
  private final int fall;
  private final int rise;
  private final FlapDamper flaps = new FlapDamper();
  private NodeState state = NodeState.UNKNOWN;
  private String why = "not asked yet";
  private boolean known;
  private boolean trusting = true;
  private boolean doubted;
  private int good;
  private int silent;

  NodeJudge(int fall, int rise) {
    this.fall = fall;
    this.rise = rise;
  }

  NodeState state() {
    return state;
  }

  String why() {
    return why;
  }

  /** Whether it has said anything, or been silent for long enough to be unknown. */
  boolean known() {
    return known;
  }

  /** Whether it was refused, or held nothing that was proven, since it was last ready. */
  boolean doubted() {
    return doubted;
  }

  void judgeSighting(PollResult sighting, Instant now) {
    switch (sighting) {
      case PollResult.Ready ready -> ready(ready, now);
      case PollResult.Unknown unknown -> unknown(unknown, now);
      case PollResult.Refused refused -> {
        countFall(now);
        become(NodeState.REFUSED, refused.why());
      }
      case PollResult.Draining draining -> become(NodeState.DRAINING, draining.why());
      case PollResult.NotNow notNow -> notNow(notNow);
    }
    boolean spoke = !(sighting instanceof PollResult.Unknown);
    known = known || spoke || silent >= fall;
    trusting = trusting && !known;
  }

  /** Believes the next good sighting at once, as if it had never fallen. */
  void forgiveFall() {
    flaps.clear();
    trusting = true;
    // One that goes on saying no is not released from that.
    if (state == NodeState.REFUSED && silent > 0) {
      become(NodeState.UNKNOWN, "released by the operator");
    }
  }

  private void become(NodeState next, String reason) {
    good = 0;
    silent = 0;
    state = next;
    why = reason;
    doubted = doubted || !next.routable();
  }

  private void notNow(PollResult.NotNow notNow) {
    NodeState unproven = state == NodeState.REFUSED ? NodeState.REFUSED : NodeState.WAITING;
    become(notNow.proven() ? NodeState.NOT_NOW : unproven, notNow.why());
  }

  private void unknown(PollResult.Unknown unknown, Instant now) {
    good = 0;
    silent++;
    if (state != NodeState.REFUSED && (silent >= fall || state == NodeState.UNKNOWN)) {
      countFall(now);
      state = NodeState.UNKNOWN;
      why = unknown.why();
    }
  }

  private void ready(PollResult.Ready ready, Instant now) {
    silent = 0;
    good = ready.proven() ? good + 1 : 0;
    boolean up = state == NodeState.READY || state == NodeState.HELD;
    boolean first = trusting && ready.proven();
    if (up || first || good >= rise) {
      rise(now, ready.why());
    } else {
      state = NodeState.PROVING;
      why = ready.proven() ? "%d of %d good answers".formatted(good, rise) : ready.why();
    }
  }

  private void rise(Instant now, String reason) {
    boolean held = state != NodeState.READY && flaps.held(now);
    state = held ? NodeState.HELD : NodeState.READY;
    doubted = false;
    why =
        held
            ? "fell %d times in %d min, held until %s"
                .formatted(
                    flaps.count(),
                    FlapDamper.WINDOW.toMinutes(),
                    flaps.until().truncatedTo(ChronoUnit.SECONDS))
            : reason;
  }

  private void countFall(Instant now) {
    if (state == NodeState.READY || state == NodeState.HELD) {
      flaps.fell(now);
    }
  }
}
