package io.mgeosync.e2e.harness;

import io.mgeosync.e2e.harness.FakeGpu.State;
import java.io.IOException;

/** What can go wrong beside an agent, how it comes and goes, and what the agent should say. */
public enum Failure {
  KILLED("the service is killed", Kind.TRANSIENT, "ServiceHealthy", "Refused") {
    @Override
    public void inject(ProbedNode node) {
      node.node().service().kill();
    }

    @Override
    public void heal(ProbedNode node) throws IOException {
      node.startService();
    }
  },
  HUNG_BEFORE_ACCEPT(
      "the service hangs before it accepts (SIGSTOP)",
      Kind.TRANSIENT,
      "ServiceHealthy",
      "Timeout|Hung") {
    @Override
    public void inject(ProbedNode node) throws IOException {
      node.node().service().suspend();
    }

    @Override
    public void heal(ProbedNode node) throws IOException {
      node.node().service().resume();
    }
  },
  HUNG_AFTER_ACCEPT(
      "the service accepts and never answers", Kind.TRANSIENT, "ServiceHealthy", "Timeout|Hung") {
    @Override
    public void inject(ProbedNode node) throws IOException {
      node.fault("hang");
    }
  },
  HTTP_500("the service answers 500", Kind.TRANSIENT, "ServiceHealthy", "HttpError") {
    @Override
    public void inject(ProbedNode node) throws IOException {
      node.fault("500");
    }
  },
  HTTP_503("the service answers 503", Kind.TRANSIENT, "ServiceHealthy", "HttpError") {
    @Override
    public void inject(ProbedNode node) throws IOException {
      node.fault("503");
    }
  },
  SLOW("the service answers 2 s late", Kind.TRANSIENT, "ServiceHealthy", "Timeout|Hung") {
    @Override
    public void inject(ProbedNode node) throws IOException {
      node.fault("slow");
    }
  },
  WRONG_ANSWERS("the service answers wrongly", Kind.PROVEN, "SmokePassed", "WrongAnswer") {
    @Override
    public void inject(ProbedNode node) throws IOException {
      node.fault("wrong");
    }
  },
  OLD_MODEL("the service loads the old model", Kind.PROVEN, "Served", "WrongVersion|WrongFiles") {
    @Override
    public void inject(ProbedNode node) throws IOException {
      node.loadOld(false);
    }

    @Override
    public void heal(ProbedNode node) throws IOException {
      node.loadCurrent();
    }
  },
  LIE_WITH_OLD_ANSWERS(
      "old model, and the version endpoint denies it", Kind.PROVEN, "SmokePassed", "WrongAnswer") {
    @Override
    public void inject(ProbedNode node) throws IOException {
      node.fault("lie-version");
      node.loadOld(false);
    }

    @Override
    public void heal(ProbedNode node) throws IOException {
      node.loadCurrent();
      node.fault("none");
    }
  },
  LIE_WITH_OLD_FILES(
      "old file mapped, and the version endpoint denies it", Kind.PROVEN, "Served", "WrongFiles") {
    @Override
    public void inject(ProbedNode node) throws IOException {
      node.fault("lie-version");
      node.loadOld(true);
    }

    @Override
    public void heal(ProbedNode node) throws IOException {
      node.loadCurrent();
      node.fault("none");
    }
  },
  CPU_FALLBACK("the service answers from the CPU", Kind.PROVEN, "SmokePassed", "CpuFallback") {
    @Override
    public void inject(ProbedNode node) throws IOException {
      node.gpu().become(State.OK);
    }

    @Override
    public void heal(ProbedNode node) throws IOException {
      node.computeOnGpu();
    }
  },
  GPU_LOST("the GPU falls off the bus", Kind.PROVEN, "GpuUsable", "GpuLost") {
    @Override
    public void inject(ProbedNode node) throws IOException {
      node.gpu().become(State.LOST);
    }

    @Override
    public void heal(ProbedNode node) throws IOException {
      node.computeOnGpu();
    }
  },
  DRIVER_HUNG("the GPU's driver hangs", Kind.TRANSIENT, "GpuUsable", "Timeout|Hung") {
    @Override
    public void inject(ProbedNode node) throws IOException {
      node.gpu().become(State.HUNG);
    }

    @Override
    public void heal(ProbedNode node) throws IOException {
      node.computeOnGpu();
    }
  };

  /** Wrong is not late. */
  public enum Kind {
    PROVEN,
    TRANSIENT
  }

  private final String words;
  private final Kind kind;
  private final String condition;
  private final String reasons;

  Failure(String words, Kind kind, String condition, String reasons) {
    this.words = words;
    this.kind = kind;
    this.condition = condition;
    this.reasons = reasons;
  }

  public abstract void inject(ProbedNode node) throws IOException;

  /** What lies with the service's switch alone is switched off again. */
  public void heal(ProbedNode node) throws IOException {
    node.fault("none");
  }

  public String words() {
    return words;
  }

  public boolean proven() {
    return kind == Kind.PROVEN;
  }

  /** The condition that must see it. */
  public String condition() {
    return condition;
  }

  /** The reasons that this condition may then give, a regular expression. */
  public String reasons() {
    return reasons;
  }
}
