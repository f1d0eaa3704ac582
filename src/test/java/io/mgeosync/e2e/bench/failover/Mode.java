package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.failover.service.LightFault;
import io.mgeosync.e2e.bench.failover.site.BenchNode;
import io.mgeosync.e2e.bench.failover.site.Column;
import io.mgeosync.e2e.bench.failover.site.Kind;
import java.io.IOException;
import java.util.Locale;

/** What happens to a column, how it comes and how it goes. */
enum Mode {
  KILLED("process killed", Sort.FAULT) {
    @Override
    void inject(Column column) {
      column.primary().service().kill();
    }

    @Override
    void heal(Column column) throws IOException {
      column.primary().startService();
    }
  },
  HOST_GONE("host gone (packets dropped)", Sort.FAULT) {
    @Override
    void inject(Column column) throws IOException {
      column.primary().cutOff();
    }

    @Override
    void heal(Column column) throws IOException {
      column.primary().reconnect();
    }
  },
  HUNG("hung after accept", Sort.FAULT) {
    @Override
    void inject(Column column) throws IOException {
      column.primary().fault(LightFault.HANG);
    }
  },
  ERROR_500("HTTP 500", Sort.FAULT) {
    @Override
    void inject(Column column) throws IOException {
      column.primary().fault(LightFault.ERROR_500);
    }
  },
  ERROR_503("HTTP 503", Sort.FAULT) {
    @Override
    void inject(Column column) throws IOException {
      column.primary().fault(LightFault.ERROR_503);
    }
  },
  SLOW("2 s per answer", Sort.FAULT) {
    @Override
    void inject(Column column) throws IOException {
      column.primary().fault(LightFault.SLOW);
    }
  },
  SLOW_GARBAGE("wrong after 2 s", Sort.FAULT) {
    @Override
    void inject(Column column) throws IOException {
      column.primary().fault(LightFault.SLOW_GARBAGE);
    }
  },
  CPU_FALLBACK("4 s per answer, piling up (CPU fallback)", Sort.FAULT) {
    @Override
    void inject(Column column) throws IOException {
      column.primary().leaveGpu();
      column.primary().fault(LightFault.CPU_FALLBACK);
    }

    @Override
    void heal(Column column) throws IOException {
      super.heal(column);
      column.primary().mendGpu();
    }
  },
  OLD_VERSION("old version after a failed sync", Sort.FAULT) {
    @Override
    void inject(Column column) throws IOException {
      column.primary().load(column.published().directory(FailoverBench.OLD));
    }

    @Override
    void heal(Column column) throws IOException {
      column.primary().loadCurrent();
    }
  },
  CORRUPT("corrupt weights", Sort.FAULT) {
    @Override
    void inject(Column column) throws IOException {
      column.primary().load(column.published().corrupt(column.version()));
    }

    @Override
    void heal(Column column) throws IOException {
      column.primary().loadCurrent();
    }
  },
  GPU_LOST("GPU lost, every answer 500", Sort.FAULT) {
    @Override
    void inject(Column column) throws IOException {
      column.primary().loseGpu();
      column.primary().fault(LightFault.ERROR_500);
    }

    @Override
    void heal(Column column) throws IOException {
      column.primary().mendGpu();
      super.heal(column);
    }
  },
  BAD_INPUT("one bad input a second", Sort.BYSTANDER) {
    @Override
    void inject(Column column) {
      // The clients send it all the time.
    }
  },
  AGENT_KILLED("agent killed", Sort.BYSTANDER) {
    @Override
    void inject(Column column) {
      column.primary().agent().kill();
    }

    @Override
    void heal(Column column) throws IOException {
      column.primary().startAgent();
    }

    @Override
    boolean appliesTo(Kind kind) {
      return kind.agents();
    }
  },
  AGENT_HUNG("agent hung (SIGSTOP)", Sort.BYSTANDER) {
    @Override
    void inject(Column column) throws IOException {
      column.primary().agent().suspend();
    }

    @Override
    void heal(Column column) throws IOException {
      column.primary().agent().resume();
    }

    @Override
    boolean appliesTo(Kind kind) {
      return kind.agents();
    }
  },
  DIRECTOR_KILLED("director killed", Sort.BYSTANDER) {
    @Override
    void inject(Column column) {
      column.director().process().kill();
    }

    @Override
    void heal(Column column) throws IOException {
      column.director().restart();
    }

    @Override
    boolean appliesTo(Kind kind) {
      return kind.director();
    }
  },
  DIRECTOR_HUNG("director hung (SIGSTOP)", Sort.BYSTANDER) {
    @Override
    void inject(Column column) throws IOException {
      column.director().process().suspend();
    }

    @Override
    void heal(Column column) throws IOException {
      column.director().process().resume();
    }

    @Override
    boolean appliesTo(Kind kind) {
      return kind.director();
    }
  },
  FLAPPING("HTTP 503 for 10 s of every 20 s", Sort.FLAPPING) {
    @Override
    void inject(Column column) throws IOException {
      column.primary().fault(LightFault.ERROR_503);
    }
  },
  SWITCHOVER("planned switchover and back", Sort.PLANNED) {
    @Override
    void inject(Column column) throws IOException {
      column.switchOver(true);
    }

    @Override
    void heal(Column column) throws IOException {
      column.switchOver(false);
    }
  },
  CONFIGURATION("load balancer reloaded", Sort.PLANNED) {
    @Override
    void inject(Column column) throws IOException {
      column.reloadFront();
    }

    @Override
    void heal(Column column) throws IOException {
      column.reloadFront();
    }
  },
  ROLLING("rolling version change", Sort.PLANNED) {
    @Override
    void inject(Column column) throws IOException {
      Rollout.both(column);
    }

    @Override
    void heal(Column column) {
      // The new version stays.
    }

    @Override
    boolean changesVersion() {
      return true;
    }
  },
  BOTH_SWITCH("both nodes told to switch at once", Sort.PLANNED) {
    @Override
    void inject(Column column) throws IOException {
      Rollout.atOnce(column);
      column.awaitWell();
    }

    @Override
    void heal(Column column) {
      // The new version stays.
    }

    @Override
    boolean changesVersion() {
      return true;
    }

    @Override
    boolean appliesTo(Kind kind) {
      return kind.agents();
    }
  },
  PEER_PARTITION("nodes told to switch while they cannot reach each other", Sort.BYSTANDER) {
    @Override
    void inject(Column column) throws IOException {
      column.partition();
      Rollout.atOnce(column);
    }

    @Override
    void heal(Column column) throws IOException {
      column.endPartition();
      column.awaitWell();
    }

    @Override
    boolean changesVersion() {
      return true;
    }

    @Override
    boolean appliesTo(Kind kind) {
      return kind.agents();
    }
  },
  LAST_AGENT_RESTARTS("agent of the last serving node restarted", Sort.BYSTANDER) {
    @Override
    void inject(Column column) throws IOException {
      column.spare().service().kill();
      column.awaitSpareOut();
      column.primary().restartAgent();
    }

    @Override
    void heal(Column column) throws IOException {
      column.spare().startService();
    }

    @Override
    boolean appliesTo(Kind kind) {
      return kind.agents();
    }
  },
  CHANNEL_EXPIRES("channel expires", Sort.BYSTANDER) {
    @Override
    void inject(Column column) throws IOException {
      column.renew("3s");
    }

    @Override
    void heal(Column column) throws IOException {
      column.renew("90d");
    }

    @Override
    boolean appliesTo(Kind kind) {
      return kind.agents();
    }
  };

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

  /** Returns when it is in force. */
  abstract void inject(Column column) throws IOException;

  /** What lies with the service's switch alone is switched off again. */
  void heal(Column column) throws IOException {
    BenchNode primary = column.primary();
    primary.fault(LightFault.NONE);
  }

  boolean appliesTo(Kind kind) {
    return true;
  }

  /** Whether the version after the one that is served may be answered with as well. */
  boolean changesVersion() {
    return false;
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
