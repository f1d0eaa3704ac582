package io.mgeosync.e2e.bench.failover.load;

import io.mgeosync.e2e.bench.failover.service.Weights;
import java.util.Map;

/**
 * Knows what the right answers are.
 *
 * @param serving the versions that may answer now
 */
public record Judge(Map<String, Weights> serving) {
  public Judge {
    serving = Map.copyOf(serving);
  }

  Verdict of(String text, Answer answer) {
    Weights weights = serving.get(answer.version());
    return weights != null && weights.score(text) == answer.score() ? Verdict.RIGHT : Verdict.WRONG;
  }
}
