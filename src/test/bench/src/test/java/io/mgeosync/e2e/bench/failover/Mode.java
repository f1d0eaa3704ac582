package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.failover.site.Kind;
import java.util.Locale;

/** What happens to a column; {@link Disturbance} says how. */
enum Mode {
  KILLED("process killed", Sort.FAULT),
  HOST_GONE("host gone (packets dropped)", Sort.FAULT),
  HUNG("hung after accept", Sort.FAULT),
  ERROR_500("HTTP 500", Sort.FAULT),
  ERROR_503("HTTP 503", Sort.FAULT),
  SLOW("2 s per answer", Sort.FAULT),
  SLOW_GARBAGE("wrong after 2 s", Sort.FAULT),
  CPU_FALLBACK("4 s per answer, piling up (CPU fallback)", Sort.FAULT),
  OLD_VERSION("old version after a failed sync", Sort.FAULT),
  CORRUPT("corrupt weights", Sort.FAULT),
  GPU_LOST("GPU lost, every answer 500", Sort.FAULT),
  BAD_INPUT("one bad input a second", Sort.BYSTANDER),
  AGENT_KILLED("agent killed", Sort.BYSTANDER),
  AGENT_HUNG("agent hung (SIGSTOP)", Sort.BYSTANDER),
  DIRECTOR_KILLED("director killed", Sort.BYSTANDER),
  DIRECTOR_HUNG("director hung (SIGSTOP)", Sort.BYSTANDER),
  FLAPPING("HTTP 503 for 10 s of every 20 s", Sort.FLAPPING),
  SWITCHOVER("planned switchover and back", Sort.PLANNED),
  CONFIGURATION("load balancer reloaded", Sort.PLANNED),
  ROLLING("rolling version change", Sort.PLANNED),
  BOTH_SWITCH("both nodes told to switch at once", Sort.PLANNED),
  PEER_PARTITION("nodes told to switch while they cannot reach each other", Sort.BYSTANDER),
  LAST_AGENT_RESTARTS("agent of the last serving node restarted", Sort.BYSTANDER),
  CHANNEL_EXPIRES("channel expires", Sort.BYSTANDER),
  NEIGHBOURS_XID("crash of another process on the GPU (Xid 31)", Sort.BYSTANDER);

  /** What is expected of a column. */
  enum Sort {
    /** The primary is at fault. */
    FAULT,
    /** It comes and goes. */
    FLAPPING,
    /** Nothing that answers is at fault. */
    BYSTANDER,
    /** An operator does it. */
    PLANNED
  }

  private final String words;
  private final Sort sort;

  Mode(String words, Sort sort) {
    this.words = words;
    this.sort = sort;
  }

  boolean appliesTo(Kind kind) {
    return switch (this) {
      case AGENT_KILLED,
          AGENT_HUNG,
          BOTH_SWITCH,
          PEER_PARTITION,
          LAST_AGENT_RESTARTS,
          CHANNEL_EXPIRES,
          NEIGHBOURS_XID ->
          kind.agents();
      case DIRECTOR_KILLED, DIRECTOR_HUNG -> kind.director();
      default -> true;
    };
  }

  /** Whether the version after the one that is served may be answered with as well. */
  boolean changesVersion() {
    return this == ROLLING || this == BOTH_SWITCH || this == PEER_PARTITION;
  }

  String words() {
    return words;
  }

  Sort sort() {
    return sort;
  }

  /** The name on the command line. */
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Mode named(String option) {
    return valueOf(option.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
