package io.mgeosync.agent;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.BundleSettings;
import io.mgeosync.config.NeighbourSettings;
import io.mgeosync.config.SpaceSettings;
import io.mgeosync.disk.BandwidthLimiter;
import io.mgeosync.disk.Courtesy;
import io.mgeosync.disk.Manners;
import io.mgeosync.disk.Pace;
import io.mgeosync.disk.linux.Niceness;
import io.mgeosync.reconcile.HouseRules;
import java.time.Clock;
import java.time.Duration;

/** What the agent does so that its heavy work is not felt by the services of its node. */
final class Neighbour {
  private final Courtesy courtesy;
  private final Niceness niceness;
  private final SpaceSettings space;
  private final Clock clock;

  Neighbour(AgentConfig config, Clock clock, Clock steadyClock) {
    NeighbourSettings settings = config.neighbour();
    this.courtesy = new Courtesy(settings.pauseAbove(), settings.pauseAtMost(), steadyClock);
    this.niceness = new Niceness(settings.nice());
    this.space = config.space();
    this.clock = clock;
  }

  /** All heavy work rests while any of the services is slow. */
  void answered(String service, Duration after) {
    courtesy.answered(service, after);
  }

  /** For what is fetched and copied. */
  Pace pace() {
    return courtesy;
  }

  /** A proof that the gate waits for is neither slowed nor does it rest: the gate may be closed. */
  HouseRules rules(BundleSettings bundle) {
    var verify = new Manners(niceness, Pace.FREE, true);
    var limit = new BandwidthLimiter(bundle.scrub().bandwidth(), bundle.scrub().zone(), clock);
    return new HouseRules(verify.with(courtesy), verify, verify.with(limit.and(courtesy)), space);
  }
}
