package io.mgeosync.agent;

import io.mgeosync.fetch.FetchListener;
import io.mgeosync.fetch.PacedListener;
import io.mgeosync.manifest.BundleName;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a fetch is, in the agent's log. */
final class FetchStatus {
  private static final Logger log = LoggerFactory.getLogger(FetchStatus.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private FetchStatus() {}

  /** A fetch that is over sooner leaves no line but that of its cycle. */
  static FetchListener log(BundleName bundle, Clock steadyClock) {
    return PacedListener.log(
        steadyClock,
        EVERY,
        report -> log.info("{}: fetching: {}%, {}", bundle, report.percent(), report.sentence()));
  }
}
