package io.mgeosync.manifest.smoke;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The shape of the answer that a golden case expects; FORMAT.md describes each. */
public enum SmokeAdapter {
  /** The recipe's {@code POST {"text": …}}: scalars anywhere in the answer, found by pointer. */
  TEXT,
  /** ModelScope: an object of the parallel arrays {@code labels} and {@code scores}. */
  SENTENCE_SIMILARITY,
  /** ModelScope: an array of objects of {@code type}, {@code start}, {@code end}, {@code span}. */
  TOKEN_CLASSIFICATION,
  /** ModelScope: an array of scores, one for each compared sentence, in their order. */
  TEXT_RANKING,
  /** Open Inference Protocol v2: an array of outputs, each with {@code name} and {@code data}. */
  OPEN_INFERENCE,
  /** Any JSON: scalars found by pointer, as {@link #TEXT}, with any request. */
  HTTP_JSON;

  /** Such as {@code sentence-similarity}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The adapter of this id.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static SmokeAdapter named(String id) {
    return Arrays.stream(values())
        .filter(adapter -> adapter.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is not one of " + ids()));
  }

  private static String ids() {
    return Arrays.stream(values()).map(SmokeAdapter::id).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return id();
  }
}
