package io.mgeosync.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.smoke.SmokeReply;
import io.mgeosync.probe.smoke.SmokeRunner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A bundle's golden case as the judge of an answer; its latency budget is the probes' affair. */
public final class GoldenCase implements RightAnswer {
  private final SmokeCase smoke;
  private final Clock clock;

  public GoldenCase(SmokeCase smoke, Clock clock) {
    this.smoke = smoke;
    this.clock = clock;
  }

  @Override
  public Optional<String> problem(JsonNode answer) {
    try {
      ProbeResult verdict =
          new SmokeRunner(request -> new SmokeReply.Answered(answer), clock)
              .runAll(List.of(smoke))
              .verdict();
      return verdict instanceof ProbeResult.Wrong wrong
          ? Optional.of(wrong.message())
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while comparing", e);
    }
  }
}
