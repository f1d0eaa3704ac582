package io.mgeosync.probe.smoke;

import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.smoke.SmokeCase;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a model says to the golden requests, apart from noise: two services with equal fingerprints
 * answer alike within the tolerances. Which model it is follows only as far as the cases tell
 * models apart: golden answers of v1 that are within v2's tolerances prove neither.
 *
 * @param byCase from a case's name to its normalised answers, in the order of its expectations
 */
public record SmokeAnswers(Map<String, List<String>> byCase) {
  public SmokeAnswers {
    byCase = Collections.unmodifiableMap(new TreeMap<>(byCase));
  }

  /** What a service that serves these cases' bundle must say. */
  public static SmokeAnswers golden(List<SmokeCase> cases) {
    return new SmokeAnswers(
        cases.stream().collect(Collectors.toMap(SmokeCase::name, Comparison::golden)));
  }

  /** What was said. */
  static SmokeAnswers given(List<CaseResult> results) {
    return new SmokeAnswers(
        results.stream()
            .collect(Collectors.toMap(result -> result.smoke().name(), CaseResult::normalised)));
  }

  /** SHA-256 over names and answers, each preceded by its length, in the order of the names. */
  public Digest fingerprint() {
    var text = new StringBuilder();
    byCase.forEach(
        (name, answers) -> {
          appendAnswer(text, name);
          text.append(answers.size()).append(';');
          answers.forEach(answer -> appendAnswer(text, answer));
        });
    return Digest.sha256Of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void appendAnswer(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }
}
