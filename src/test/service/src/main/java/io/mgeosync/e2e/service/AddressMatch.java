package io.mgeosync.e2e.service;

import java.util.Arrays;
import java.util.List;

/**
 * Three scores for a pair of addresses, from the cosine of their vectors.
 *
 * <p>Each label stands at a typical cosine ({@link #CENTRES}); a label's score is the share of a
 * bell curve around it (deviation {@link #WIDTH}) at the pair's cosine. The scores sum to 1, and
 * {@code exact_match} grows and {@code not_match} falls as the cosine grows.
 */
final class AddressMatch {
  static final List<String> LABELS = List.of("exact_match", "partial_match", "not_match");

  private static final double[] CENTRES = {1.0, 0.8, 0.5};
  private static final double WIDTH = 0.12;

  private AddressMatch() {}

  /** Scores in the order of {@link #LABELS}. */
  static double[] scores(float[] left, float[] right) {
    double cosine = dot(left, right) / (norm(left) * norm(right));
    double[] weights = Arrays.stream(CENTRES).map(centre -> bell(cosine - centre)).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  static double norm(float[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double bell(double distance) {
    return Math.exp(-distance * distance / (2 * WIDTH * WIDTH));
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}
