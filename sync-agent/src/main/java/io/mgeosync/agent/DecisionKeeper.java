package io.mgeosync.agent;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.agent.SavedDecision.Held;
import io.mgeosync.base.Uptime;
import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.gate.Gate;
import io.mgeosync.gate.GateSnapshot;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.probe.process.ProcFileSystem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a bundle's last decision on the disk, and what it was about, so that an agent that was away
 * for a moment goes on from it. Writes on a thread of its own: a disk that hangs must not keep the
 * gate from its next look.
 */
final class DecisionKeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DecisionKeeper.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  /** An open gate is written down again this often: how long an agent was away is told by it. */
  private static final double REWRITTEN_AFTER_SECONDS = 30;

  /** Longer is no mere restart of the agent: the node was not looked at for too long. */
  private static final double AWAY_AT_MOST_SECONDS = 300;

  private final BundleName bundle;
  private final DecisionFile file;
  private final Node node;
  private final ProcFileSystem tree;
  private final WorkThread thread;
  private final AtomicReference<@Nullable SavedDecision> last = new AtomicReference<>();
  private @Nullable Instance instance;
  private volatile @Nullable Held resumed;
  private boolean failing;

  /** A service, and since when nothing else was seen in its place. */
  private record Instance(String word, Instant since) {}

  /**
   * What there is to know of the bundle.
   *
   * @param gate its snapshot
   * @param now by the clock that freshness is measured with
   * @param active the release that is active and not being switched
   * @param service the instance that runs; empty when it cannot be told from the next one, and an
   *     empty word where no service is asked
   * @param servedLook when the last good look at what the service has loaded began
   */
  record Node(
      Supplier<GateSnapshot> gate,
      Supplier<Instant> now,
      Supplier<Optional<ActiveRelease>> active,
      Supplier<Optional<String>> service,
      Supplier<Optional<Instant>> servedLook) {}

  DecisionKeeper(BundleName bundle, DecisionFile file, Node node, ProcFileSystem tree) {
    this.bundle = bundle;
    this.file = file;
    this.node = node;
    this.tree = tree;
    this.thread = new WorkThread("decision", bundle);
  }

  /** An edge of the gate; returns at once. */
  void keepDecision(Gate.Edge edge) {
    SavedDecision decision = ofResumed(SavedDecision.of(edge));
    last.set(decision);
    thread.runSoon("decision", () -> writeDecision(decision));
    thread.runSoon("decision", this::writeHeld);
  }

  /**
   * A gate that opened by the decision before this start is open for the same as then: an agent
   * that is started again and again goes on from it each time, until the last look is too old.
   */
  private SavedDecision ofResumed(SavedDecision decision) {
    Held held = resumed;
    resumed = null;
    return held != null && decision.ready() ? decision.holding(held) : decision;
  }

  /** Soon, after the decisions so far; waits for nothing. */
  void runSoon(String what, Runnable task) {
    thread.runSoon(what, task);
  }

  /** From now on it is kept up to date. */
  void start() {
    thread.withPause("decision", EVERY, this::writeHeld);
  }

  /** Writes down what an open gate is open for, once that is known, and that it still is. */
  void writeHeld() {
    SavedDecision decision = last.get();
    if (decision == null || !decision.ready() || !isOpen()) {
      return;
    }
    held()
        .filter(held -> isNews(decision, held))
        .map(decision::holding)
        .ifPresent(
            now -> {
              if (last.compareAndSet(decision, now)) {
                writeDecision(now);
              }
            });
  }

  private boolean isOpen() {
    return node.gate().get().decide(node.now().get()).serve();
  }

  private static boolean isNews(SavedDecision decision, Held held) {
    return decision
        .held()
        .filter(before -> before.same(held))
        .filter(before -> held.uptime() - before.uptime() < REWRITTEN_AFTER_SECONDS)
        .isEmpty();
  }

  private Optional<Held> held() {
    Optional<ActiveRelease> active = node.active().get();
    Optional<String> service = provenService();
    if (active.isEmpty() || service.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(held(active.get(), service.get(), Uptime.read(tree.root())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Held held(ActiveRelease active, String service, Uptime uptime) {
    return new Held(
        uptime.boot(),
        uptime.seconds(),
        active.name().toString(),
        active.pin().digest().toString(),
        service,
        conditions());
  }

  private List<String> conditions() {
    return node.gate().get().conditions().stream().map(one -> one.type().toString()).toList();
  }

  /** The instance that the last good look has seen: it was there before that look and still is. */
  private Optional<String> provenService() {
    Optional<String> word = node.service().get();
    if (word.isEmpty() || word.get().isEmpty()) {
      return word;
    }
    Instance before = instance;
    if (before == null || !before.word().equals(word.get())) {
      instance = new Instance(word.get(), node.now().get());
      return Optional.empty();
    }
    return node.servedLook()
        .get()
        .filter(look -> look.isAfter(before.since()))
        .map(seen -> word.get());
  }

  /**
   * What the gate of the agent before this one was open for, if all of it is as it was: the same
   * service, without a start in between, and the same release, of which no file was touched. Call
   * it once the release was taken up.
   *
   * @return what the probes found, in the place of a look; empty when this is a start from nothing
   */
  Optional<Finding> asBefore() {
    SavedDecision decision = file.read().filter(SavedDecision::ready).orElse(null);
    if (decision == null) {
      return Optional.empty();
    }
    Optional<String> difference = difference(decision);
    if (difference.isPresent()) {
      log.info("{}: starts from nothing: {}", bundle, difference.get());
      return Optional.empty();
    }
    resumed = decision.held().orElseThrow();
    return Optional.of(finding(decision.at()));
  }

  /** What is not as it was when the gate was last seen open, in a few words. */
  private Optional<String> difference(SavedDecision decision) {
    Optional<ActiveRelease> active = node.active().get();
    Optional<String> service = node.service().get();
    if (decision.held().isEmpty()) {
      return Optional.of("what the gate was open for was not written down yet");
    }
    if (active.isEmpty()) {
      return Optional.of("no release is active");
    }
    if (service.isEmpty()) {
      return Optional.of("the service cannot be told from the next one");
    }
    Held before = decision.held().get();
    try {
      Held now = held(active.get(), service.get(), Uptime.read(tree.root()));
      return now.difference(before).or(() -> tooLong(now.uptime() - before.uptime()));
    } catch (IOException e) {
      return Optional.of("the kernel does not say how long it has run: " + e.getMessage());
    }
  }

  private static Optional<String> tooLong(double away) {
    return away >= 0 && away <= AWAY_AT_MOST_SECONDS
        ? Optional.empty()
        : Optional.of("no agent has looked at it for %.0f s".formatted(away));
  }

  private Finding finding(Instant at) {
    log.info("{}: the same service holds the same release as before this start", bundle);
    return Finding.yes(
        "Resumed", "as decided at %s, before the agent was started again".formatted(at));
  }

  /** A disk that cannot keep it costs a start from nothing, and is told once. */
  private void writeDecision(SavedDecision decision) {
    try {
      file.writeDecision(decision);
      failing = false;
    } catch (Refusal refusal) {
      if (!failing) {
        log.warn("{}: the decision cannot be kept: {}", bundle, refusal.getMessage());
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    thread.stop();
    var _ = thread.endsWithin(CLOSE_WITHIN);
  }
}
