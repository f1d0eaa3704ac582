package io.mgeosync.manifest.smoke;

import java.util.List;

/**
 * A request and what a right answer to it holds.
 *
 * @param expect at least one; their order means nothing but is kept
 */
public record SmokeCase(SmokeRequest request, List<Expectation> expect) {
  public static final int MAX_EXPECTATIONS = 64;

  public SmokeCase {
    expect = List.copyOf(expect);
    if (expect.isEmpty() || expect.size() > MAX_EXPECTATIONS) {
      throw new IllegalArgumentException(
          "a case has 1 to %d expectations, not %d".formatted(MAX_EXPECTATIONS, expect.size()));
    }
    if (expect.stream().distinct().count() < expect.size()) {
      throw new IllegalArgumentException("an expectation stands twice");
    }
  }

  public String name() {
    return request.name();
  }
}
