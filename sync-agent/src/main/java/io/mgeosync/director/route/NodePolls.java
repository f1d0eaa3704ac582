package io.mgeosync.director.route;

import io.mgeosync.base.Deadline;
import io.mgeosync.base.NodeName;
import io.mgeosync.base.Stopwatch;
import io.mgeosync.config.DirectorConfig;
import io.mgeosync.config.RoutedNode;
import io.mgeosync.net.Connections;
import io.mgeosync.probe.Stalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls every node on a thread of its own: one that hangs, even in the resolver, delays no other.
 */
public final class NodePolls implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NodePolls.class);

  /**
   * A second of them with the defaults: then a node that is dead is no longer told from a stall.
   */
  private static final int MAX_EXCUSED = 5;

  private final List<Thread> threads = new ArrayList<>();
  private final Connections connections = Connections.kept();

  /** Hears of each poll's end at once, on the thread of its node. */
  public interface Listener {
    void seen(NodeName node, PollResult sighting, Duration took);
  }

  /** Polls from now on. */
  public NodePolls(DirectorConfig config, Listener listener) {
    for (RoutedNode node : config.nodes()) {
      var poll = new NodePoll(connections, node, config.poll(), config.require());
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("poll-" + node.name())
              .start(() -> run(poll, config.poll().interval(), listener)));
    }
  }

  private static void run(NodePoll poll, Duration interval, Listener listener) {
    Deadline next = Deadline.now();
    int excused = 0;
    while (!Thread.currentThread().isInterrupted()) {
      excused = pollNode(poll, listener, excused < MAX_EXCUSED) ? 0 : excused + 1;
      // After a pause of the whole machine polls go on from now; none is made up for.
      next = next.plus(interval);
      if (next.isOver()) {
        next = Deadline.now();
      }
      sleepUntil(next);
    }
  }

  /**
   * Tells what was seen. That no answer came in time while this process got no processor says
   * nothing of the node, unless it goes on.
   *
   * @return whether anything was told
   */
  private static boolean pollNode(NodePoll poll, Listener listener, boolean mayExcuse) {
    Stopwatch running = Stopwatch.started();
    long lost = Stalls.ofProcess().nanos();
    try {
      PollResult sighting = poll.pollNode();
      boolean stalled = Stalls.excuse(Stalls.ofProcess().nanos() - lost, poll.deadline());
      if (mayExcuse && stalled && sighting instanceof PollResult.Unknown) {
        return false;
      }
      listener.seen(poll.node(), sighting, running.elapsed());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // After any failure: a node that is not polled any more must not stay ready.
      log.error("a poll of {} failed; this is a bug in mgeo-sync", poll.node(), e);
      String why = "the director failed to ask it";
      listener.seen(poll.node(), new PollResult.Unknown(why), Duration.ZERO);
    }
    return true;
  }

  private static void sleepUntil(Deadline next) {
    while (!next.isOver() && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(next.leftNanos());
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    connections.close();
  }
}
