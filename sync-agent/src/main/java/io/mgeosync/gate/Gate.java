package io.mgeosync.gate;

import io.mgeosync.manifest.BundleName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the conditions of one bundle and says SERVE only while all of them are true and fresh.
 * Starts closed. Logs and reports edges, not levels.
 */
public final class Gate {
  private static final Logger log = LoggerFactory.getLogger(Gate.class);

  /** Told once for each edge of the decision, on the thread that caused it. */
  public record Edge(BundleName bundle, Instant at, GateDecision decision) {}

  private final BundleName bundle;
  private final Clock clock;
  private final Consumer<Edge> onEdge;
  private final Map<ConditionType, Condition> conditions = new EnumMap<>(ConditionType.class);
  private volatile GateSnapshot snapshot;
  private volatile RefusedTime refusedTime;
  private boolean inTogether;
  private boolean lastServe;
  private String lastReason = "";

  /**
   * @param required the conditions that must hold
   * @param clock must not jump: freshness is measured with it
   */
  public Gate(BundleName bundle, Set<ConditionType> required, Clock clock, Consumer<Edge> onEdge) {
    this.bundle = bundle;
    this.clock = clock;
    this.onEdge = onEdge;
    Instant now = clock.instant();
    new TreeSet<>(required).forEach(type -> conditions.put(type, Condition.missing(type, now)));
    this.snapshot = new GateSnapshot(bundle, List.copyOf(conditions.values()));
    this.refusedTime = RefusedTime.from(snapshot, now);
  }

  /**
   * Records what was seen. A type that this gate does not require is refused: a finding that is
   * never read is a mistake.
   *
   * @param freshFor how long it may be believed without another look
   */
  public synchronized void observe(
      ConditionType type, Condition.Finding finding, Duration freshFor) {
    Condition before = conditions.get(type);
    if (before == null) {
      throw new IllegalArgumentException(bundle + " has no condition " + type);
    }
    conditions.put(type, before.observed(finding, clock.instant(), freshFor));
    if (!inTogether) {
      publishSnapshot();
    }
  }

  /**
   * A look could not be made: what was seen before is believed as if it had just been seen.
   *
   * @param atMost how old it may be for that; what is older ages on
   */
  public synchronized void stillBelieve(ConditionType type, Duration freshFor, Duration atMost) {
    Condition before = conditions.get(type);
    if (before != null) {
      conditions.put(type, before.stillBelieved(clock.instant(), freshFor, atMost));
      if (!inTogether) {
        publishSnapshot();
      }
    }
  }

  /**
   * Runs several observations as one: no reader sees a mixture, and no other thread observes in
   * between. What is decided inside on the strength of some state therefore still holds when it is
   * recorded, as long as that state changes only inside such a call as well.
   */
  public synchronized void together(Runnable observations) {
    boolean outermost = !inTogether;
    inTogether = true;
    try {
      observations.run();
    } finally {
      if (outermost) {
        inTogether = false;
        publishSnapshot();
      }
    }
  }

  /** Looks for an edge that only time caused: a condition went stale. Call it at every cycle. */
  public synchronized void tick() {
    reportEdge();
  }

  /** The last immutable snapshot; safe from any thread, no I/O. */
  public GateSnapshot snapshot() {
    return snapshot;
  }

  /**
   * For how long each condition has refused since this gate was made, staleness included; one that
   * refuses beside others is counted, too. Never shrinks. Safe from any thread, no I/O.
   */
  public Map<ConditionType, Duration> refusedTime() {
    // Read before the clock: a snapshot that comes in between would begin after that moment.
    RefusedTime until = refusedTime;
    return until.until(clock.instant());
  }

  /** Now, by the clock that freshness is measured with. */
  public Instant now() {
    return clock.instant();
  }

  public boolean requires(ConditionType type) {
    return snapshot.conditions().stream().anyMatch(condition -> condition.type() == type);
  }

  private void publishSnapshot() {
    snapshot = new GateSnapshot(bundle, List.copyOf(conditions.values()));
    refusedTime = refusedTime.then(snapshot, clock.instant());
    reportEdge();
  }

  private void reportEdge() {
    Instant now = clock.instant();
    GateDecision decision = snapshot.decide(now);
    String reason = reasonOf(decision);
    if (decision.serve() == lastServe && reason.equals(lastReason)) {
      return;
    }
    boolean edge = decision.serve() != lastServe;
    lastServe = decision.serve();
    lastReason = reason;
    if (decision.serve()) {
      log.info("{}: SERVE, every condition holds", bundle);
    } else {
      log.warn("{}: REFUSE, {}", bundle, snapshot.explain(now));
    }
    if (edge) {
      onEdge.accept(new Edge(bundle, now, decision));
    }
  }

  /** The first failing condition and its reason word: a changed message alone is no news. */
  private static String reasonOf(GateDecision decision) {
    return switch (decision) {
      case GateDecision.Serve _ -> "";
      case GateDecision.Refuse refuse ->
          refuse.failing().getFirst().type() + "/" + refuse.failing().getFirst().reason();
    };
  }
}
