package io.mgeosync.e2e.bench.failover.load;

/**
 * One request as its client saw it; times in microseconds since 1970.
 *
 * @param due when it was to be sent, whatever else went on
 * @param done when its answer had come, or it had failed
 * @param kept whether it went over a connection that stays open
 * @param badInput whether it was one of those that no node can answer
 * @param node who answered; empty when nobody did
 * @param received when the service had it; 0 when nobody says so
 * @param problem what failed, one line; empty when nothing did
 */
public record Sample(
    long due,
    long done,
    boolean kept,
    boolean badInput,
    Verdict verdict,
    String node,
    long received,
    String problem) {

  public Sample {
    if (done < due) {
      throw new IllegalArgumentException("answered before it was asked");
    }
  }

  public long latency() {
    return done - due;
  }
}
