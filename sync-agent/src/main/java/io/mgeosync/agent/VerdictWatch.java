package io.mgeosync.agent;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.verdict.NodeVerdict;
import io.mgeosync.verdict.TrackFile;
import io.mgeosync.verdict.VerdictFollower;
import io.mgeosync.verdict.systemd.ServiceManager;
import io.mgeosync.verdict.systemd.ServiceReport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the verdict to those who cannot ask for it. It is looked at ten times in a second rather
 * than at each edge of a gate: time alone also makes a condition stale, or ends a drain.
 */
final class VerdictWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VerdictWatch.class);
  private static final long EVERY_MILLIS = 100;
  private static final long CLOSE_WITHIN_SECONDS = 1;

  private final List<VerdictFollower> followers;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("verdict").factory());

  VerdictWatch(List<VerdictFollower> followers) {
    this.followers = List.copyOf(followers);
  }

  /**
   * For the readers that the configuration and the environment name.
   *
   * @param looking whether every thread that should look at the node does
   * @param clock never jumps
   */
  static VerdictWatch of(
      AgentConfig config, Map<String, String> environment, BooleanSupplier looking, Clock clock) {
    var followers = new ArrayList<VerdictFollower>();
    Path trackFile = config.failover().trackFile();
    if (trackFile != null) {
      followers.add(new TrackFile(trackFile, clock));
    }
    ServiceManager.of(environment, ProcessHandle.current().pid())
        .ifPresent(manager -> followers.add(new ServiceReport(manager, looking, clock)));
    return new VerdictWatch(followers);
  }

  /**
   * Begins, once everything has started.
   *
   * @param news empty before there is any: then the last word stands
   */
  void start(Supplier<Optional<NodeVerdict>> news) {
    if (!followers.isEmpty()) {
      var _ =
          thread.scheduleWithFixedDelay(
              () -> followNews(news), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void followNews(Supplier<Optional<NodeVerdict>> news) {
    try {
      news.get().ifPresent(verdict -> tellFollowers(Optional.of(verdict)));
    } catch (RuntimeException e) {
      log.error("the status cannot be read, so no reader is told a good one", e);
      tellFollowers(Optional.empty());
    }
  }

  private void tellFollowers(Optional<NodeVerdict> verdict) {
    for (VerdictFollower follower : followers) {
      try {
        follower.followVerdict(verdict);
      } catch (RuntimeException e) {
        log.error("the verdict cannot be shown; this is a bug in mgeo-sync", e);
      }
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        log.warn("the verdict is still being shown");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    followers.forEach(VerdictFollower::close);
  }
}
