package io.mgeosync.e2e.bench.failover.load;

/** What an answer is worth to whoever asked. */
public enum Verdict {
  RIGHT,
  /** 200, and not what the model of this version answers, or a version that may not serve. */
  WRONG,
  /** No answer, or not 200. */
  FAILED
}
