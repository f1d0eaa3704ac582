package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import io.mgeosync.base.NodeRole;
import io.mgeosync.config.PollSettings;
import io.mgeosync.config.RoutedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One node, what was seen of it and what the operator wants of it. Confined to the loop. */
final class TrackedNode {
  private final RoutedNode settings;
  private final NodeJudge judge;
  private NodeInfo told = NodeInfo.NOTHING;
  private Duration lastAnswer = Duration.ZERO;
  private @Nullable OperatorWish wish;
  private NodeState state = NodeState.UNKNOWN;
  private Instant since;
  private int changes;

  TrackedNode(RoutedNode settings, PollSettings poll, Instant now) {
    this.settings = settings;
    this.judge = new NodeJudge(poll.fall(), poll.rise());
    this.since = now;
  }

  NodeName name() {
    return settings.name();
  }

  boolean configuredPrimary() {
    return settings.role() == NodeRole.PRIMARY;
  }

  /** Whether it has said anything, or been silent for long enough to be unknown. */
  boolean known() {
    return judge.known();
  }

  NodeState state() {
    return state;
  }

  void recordSighting(PollResult sighting, Duration took, Instant now) {
    judge.judgeSighting(sighting, now);
    lastAnswer = took;
    told =
        switch (sighting) {
          case PollResult.Ready ready -> ready.told();
          case PollResult.Refused refused -> refused.told();
          case PollResult.NotNow notNow -> notNow.told();
          case PollResult.Draining _, PollResult.Unknown _ -> told;
        };
  }

  void setWish(OperatorWish wanted) {
    wish = wanted;
  }

  void releaseWish() {
    wish = null;
    judge.forgiveFall();
  }

  /**
   * Brings the state up to date with the clock.
   *
   * @return whether it is another one than before
   */
  boolean update(Instant now) {
    if (wish != null && !wish.inForce(now)) {
      wish = null;
    }
    NodeState next = wish == null ? judge.state() : wish.over(judge.state());
    if (next == state) {
      return false;
    }
    if (next == NodeState.READY || state == NodeState.READY) {
      changes++;
    }
    state = next;
    since = now;
    return true;
  }

  String why() {
    return wish != null && state == wish.state() ? wish.why() : judge.why();
  }

  Candidate candidate(boolean primary) {
    return new Candidate(name(), primary, settings.weight(), state, judge.doubted(), since);
  }

  /** As if an operator had wished for no more than a drain. */
  Candidate withoutWishToRefuse(boolean primary) {
    NodeState own = wish == null ? state : wish.asDrain().over(judge.state());
    return new Candidate(name(), primary, settings.weight(), own, judge.doubted(), since);
  }

  NodeView viewAs(boolean primary) {
    NodeRole role = primary ? NodeRole.PRIMARY : NodeRole.BACKUP;
    Optional<String> override = Optional.ofNullable(wish).map(OperatorWish::verb);
    return new NodeView(
        name(), role, state, since, why(), lastAnswer.toMillis(), told, override, changes);
  }
}
