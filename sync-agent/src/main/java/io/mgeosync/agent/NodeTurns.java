package io.mgeosync.agent;

import io.mgeosync.channel.Pin;
import io.mgeosync.config.RolloutSettings;
import io.mgeosync.disk.WorkInterruptedException;
import io.mgeosync.probe.node.Turn;
import io.mgeosync.probe.node.Turn.Stage;
import io.mgeosync.reconcile.NoTurnException;
import io.mgeosync.reconcile.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets this node leave service for a switch only while enough of its peers serve, and not while
 * another one switches. Each node only says what it wants and reads what the others say, so there
 * is no lock that a dead node could hold:
 *
 * <ol>
 *   <li>It says that it wants a turn, and only then looks at its peers.
 *   <li>It takes the turn when no more peers are out of service, switching or asking than
 *       max-unavailable leaves room for.
 *   <li>Of several that ask at once the one whose name comes first goes on asking, and the others
 *       withdraw and ask again a little later.
 * </ol>
 *
 * Of any two nodes, the later one to say so sees the earlier: both cannot pass each other by. A
 * peer that does not answer counts as out of service, so a partition stops a rollout and no
 * traffic. Bundles of one node share its turn.
 */
final class NodeTurns {
  private static final Logger log = LoggerFactory.getLogger(NodeTurns.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration ASK_AGAIN = Duration.ofMillis(500);

  /**
   * By then every load balancer has seen that the node is back: their checks take a second or so.
   */
  static final Duration SETTLE = Duration.ofSeconds(10);

  /** Asks all peers at once; bounded. */
  @FunctionalInterface
  interface Peers {
    List<Turn> turns() throws InterruptedException;
  }

  /** Whether requests may reach this node, and so whether its peers must spare it. */
  interface Standing {
    /** Nothing is active here, or something is proven wrong: no request may come. */
    boolean refused();

    /** Its service is proven to serve; false also while that cannot be seen. */
    boolean serves();
  }

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final String node;
  private final RolloutSettings settings;
  private final Peers peers;
  private final Clock clock;
  private final Pause pause;

  private int holders;
  private boolean asking;
  private Instant settled = Instant.MIN;

  /**
   * @param clock never jumps
   */
  NodeTurns(String node, RolloutSettings settings, Peers peers, Clock clock, Pause pause) {
    this.node = node;
    this.settings = settings;
    this.peers = peers;
    this.clock = clock;
    this.pause = pause;
  }

  /** What the peers are told; no I/O. */
  synchronized Stage stage() {
    if (holders > 0 || clock.instant().isBefore(settled)) {
      return Stage.TAKEN;
    }
    return asking ? Stage.WANTED : Stage.IDLE;
  }

  /**
   * As {@link Turns#takeTurn}.
   *
   * @param standing of this node, asked now and while it waits
   */
  Turns.Held takeTurn(Pin next, Standing standing) {
    if (joinsOwnTurn()) {
      return this::releaseTurn;
    }
    try {
      if (!standing.refused()) {
        awaitTurn(next, standing);
      }
      hold();
      return this::releaseTurn;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException("the wait for this node's turn");
    } finally {
      showWanted(false);
    }
  }

  /** Another bundle of this node is switching: the node is out of service already. */
  private synchronized boolean joinsOwnTurn() {
    if (holders == 0) {
      return false;
    }
    holders++;
    return true;
  }

  private synchronized void hold() {
    holders++;
  }

  private synchronized void releaseTurn() {
    holders--;
    settled = clock.instant().plus(SETTLE);
  }

  private synchronized void showWanted(boolean wanted) {
    asking = wanted;
  }

  /**
   * Returns when the peers can spare this node, or when it has not served for as long as one waits:
   * a switch costs nothing then, and may be the cure.
   */
  private void awaitTurn(Pin next, Standing standing) throws InterruptedException {
    Instant until = clock.instant().plus(settings.turnWait());
    boolean served = false;
    String told = "";
    while (true) {
      showWanted(true);
      List<Turn> others = others();
      List<Turn> inTheWay = others.stream().filter(NodeTurns::standsInTheWay).toList();
      if (inTheWay.size() < settings.maxUnavailable()) {
        return;
      }
      served |= standing.serves();
      String why = why(inTheWay);
      if (!clock.instant().isBefore(until)) {
        if (served) {
          throw new NoTurnException(next, why, settings.maxUnavailable());
        }
        return;
      }
      if (!why.equals(told)) {
        log.info("{} waits for this node's turn: {}", next, why);
        told = why;
      }
      waitALittle(others);
    }
  }

  private void waitALittle(List<Turn> others) throws InterruptedException {
    if (goesFirst(others)) {
      pause.of(LOOK_AGAIN);
    } else {
      showWanted(false);
      pause.of(ASK_AGAIN);
    }
  }

  /** A configuration that is the same on every node names this one, too. */
  private List<Turn> others() throws InterruptedException {
    return peers.turns().stream().filter(peer -> !peer.node().equals(node)).toList();
  }

  private static boolean standsInTheWay(Turn peer) {
    return peer.unavailable() || peer.stage() == Stage.WANTED;
  }

  /** Only those whose names come later are in the way: they withdraw. */
  private boolean goesFirst(List<Turn> others) {
    long before = others.stream().filter(peer -> peer.unavailable() || comesBefore(peer)).count();
    return before < settings.maxUnavailable();
  }

  private boolean comesBefore(Turn peer) {
    return peer.stage() == Stage.WANTED && peer.node().compareTo(node) < 0;
  }

  private static String why(List<Turn> inTheWay) {
    return inTheWay.stream().map(NodeTurns::why).sorted().collect(Collectors.joining(", "));
  }

  private static String why(Turn peer) {
    return peer.node()
        + switch (peer.stage()) {
          case SILENT -> " does not answer";
          case TAKEN -> " is switching or has just switched";
          case WANTED -> peer.ready() ? " asks as well" : " is not ready";
          case IDLE -> " is not ready";
        };
  }
}
