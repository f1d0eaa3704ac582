package io.mgeosync.probe.smoke;

import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.probe.ProbeResult;
import java.time.Duration;
import java.util.List;

/**
 * What became of one case.
 *
 * @param normalised what was answered, as {@link SmokeAnswers} compares it; empty without an answer
 */
public record CaseResult(
    SmokeCase smoke, ProbeResult result, Duration took, List<String> normalised) {
  public CaseResult {
    normalised = List.copyOf(normalised);
  }

  public boolean good() {
    return result instanceof ProbeResult.Good;
  }
}
