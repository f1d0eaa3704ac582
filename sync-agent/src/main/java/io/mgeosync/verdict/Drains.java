package io.mgeosync.verdict;

import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node is drained, over restarts. Two nodes that are drained at the same time refuse
 * one another: each has said so before it looks at the other for the last time.
 */
public final class Drains {
  private static final Logger log = LoggerFactory.getLogger(Drains.class);
  private static final Duration LONGEST = Duration.ofDays(7);

  /** Asks the nodes that serve beside this one, within less than half a second. */
  @FunctionalInterface
  public interface Peers {
    /** The names of those that are ready now. */
    List<String> ready() throws InterruptedException;
  }

  private final DrainFile file;
  private final Peers peers;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Optional<Drain> last;
  private volatile Optional<String> unkept = Optional.empty();

  /**
   * Takes up what was asked before the restart.
   *
   * @param file where it is kept
   * @param clock the wall clock: a drain ends when it was said that it would
   */
  public Drains(Path file, Peers peers, Clock clock) {
    this.file = new DrainFile(file);
    this.peers = peers;
    this.clock = clock;
    this.last = this.file.read(clock.instant());
  }

  /** The drain that goes on now; no I/O. */
  public Optional<Drain> now() {
    Instant now = clock.instant();
    return last.filter(drain -> drain.goesOn(now));
  }

  /**
   * Begins a drain, or gives the one that goes on another end; {@link #unkept} says whether that
   * outlasts a restart.
   *
   * @param force also when no node would be left that serves
   * @throws DrainRefusedException when no peer is known to be ready, or it would last for no time
   *     or for more than a week; nothing has changed then
   */
  public Drain startDrain(Duration length, boolean force) throws InterruptedException {
    if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
      throw DrainRefusedException.notForSoLong();
    }
    lock();
    try {
      return force ? beginDrain(length) : beginBesideAPeer(length);
    } finally {
      asking.unlock();
    }
  }

  /** Ends a drain, if one goes on; whether one did. {@link #unkept} says whether that lasts. */
  public boolean endDrain() {
    lock();
    try {
      boolean went = now().isPresent();
      set(Optional.empty());
      log.info("no drain goes on");
      return went;
    } finally {
      asking.unlock();
    }
  }

  private void lock() {
    if (!asking.tryLock()) {
      throw DrainRefusedException.alreadyAsked();
    }
  }

  /** The first look spares a node without a peer the moment in which it would refuse. */
  private Drain beginBesideAPeer(Duration length) throws InterruptedException {
    requireAPeer();
    Optional<Drain> before = last;
    Drain drain = beginDrain(length);
    try {
      requireAPeer();
      return drain;
    } catch (DrainRefusedException | InterruptedException e) {
      set(before);
      throw e;
    }
  }

  private void requireAPeer() throws InterruptedException {
    if (peers.ready().isEmpty()) {
      throw DrainRefusedException.noPeerReady();
    }
  }

  private Drain beginDrain(Duration length) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    // A clock that was set back must not make a drain end before it began.
    Instant since = now().map(Drain::since).filter(now::isAfter).orElse(now);
    var drain = new Drain(since, now.plus(length));
    set(Optional.of(drain));
    log.info("{}", drain.why());
    return drain;
  }

  /** A disk that takes no note of it keeps no operator from taking a node out of service. */
  private void set(Optional<Drain> drain) {
    last = drain;
    unkept = writeDrain(drain);
    unkept.ifPresent(why -> log.warn("{}", why));
  }

  private Optional<String> writeDrain(Optional<Drain> drain) {
    try {
      file.writeDrain(drain);
      return Optional.empty();
    } catch (Refusal refusal) {
      String what = drain.isPresent() ? "this drain" : "the end of the drain";
      return Optional.of(what + " holds until the agent restarts only: " + refusal.getMessage());
    }
  }

  /** Tries again what the disk took no note of; call it now and then. */
  public void retryWrite() {
    if (unkept.isPresent() && asking.tryLock()) {
      try {
        unkept = writeDrain(last);
      } finally {
        asking.unlock();
      }
    }
  }

  /** That a restart would forget what was asked last, in one line; empty when it would not. */
  public Optional<String> unkept() {
    return unkept;
  }
}
