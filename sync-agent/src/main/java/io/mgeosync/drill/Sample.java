package io.mgeosync.drill;

/**
 * One request. Times are nanoseconds from the drill's first request.
 *
 * @param due when it was to be sent, independently of the earlier ones
 * @param latency from then to the end of its answer, or to when it was given up
 * @param problem one line; empty when the answer is right
 * @param node who answered, by the load balancer's word; empty when it said nothing
 */
public record Sample(long due, long latency, Outcome outcome, String problem, String node) {

  /** What came of it: a wrong answer is not the same as none. */
  public enum Outcome {
    RIGHT,
    WRONG,
    FAILED
  }

  public Sample {
    if (latency < 0) {
      throw new IllegalArgumentException("an answer before its request");
    }
    if ((outcome == Outcome.RIGHT) != problem.isEmpty()) {
      throw new IllegalArgumentException("exactly what is not right has a problem");
    }
  }

  public long end() {
    return due + latency;
  }

  boolean bad() {
    return outcome != Outcome.RIGHT;
  }
}
