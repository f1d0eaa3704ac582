package io.mgeosync.probe.smoke;

import io.mgeosync.manifest.smoke.Decimal;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.manifest.smoke.SmokeAdapter;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.manifest.smoke.SmokeRequest;
import java.time.Duration;
import java.util.List;

/** Golden cases for tests. */
final class Cases {
  static final String RIGHT =
      "{\"scores\":[0.02,0.973,0.007],\"labels\":[\"no\",\"yes\",\"part\"]}";

  private Cases() {}

  static SmokeCase of(SmokeAdapter adapter, Expectation... expect) {
    return of("a-case", adapter, Duration.ofSeconds(20), expect);
  }

  static SmokeCase of(String name, SmokeAdapter adapter, Duration latency, Expectation... expect) {
    return new SmokeCase(
        new SmokeRequest(name, adapter, "{\"text\":\"测试\"}", latency), List.of(expect));
  }

  /** {@link #RIGHT} is right for it. */
  static SmokeCase similarity(String name) {
    return of(
        name,
        SmokeAdapter.SENTENCE_SIMILARITY,
        Duration.ofSeconds(20),
        score("", "yes", "0.97"),
        score("", "no", "0.0205"));
  }

  static Expectation.Score score(String at, String label, String score) {
    return new Expectation.Score(
        at, label, Decimal.parse(score), Decimal.parse("0.001"), Decimal.parse("0.01"));
  }
}
