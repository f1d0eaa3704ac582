package io.mgeosync.manifest.smoke;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * A decimal number with one spelling: plain, at most nine digits before the point and twelve after
 * it, no zeros that say nothing. The manifest holds it as a string, since numbers with fractions
 * are read differently by different JSON readers.
 */
public record Decimal(BigDecimal value) {
  private static final Pattern SPELLING =
      Pattern.compile("-?(0|[1-9][0-9]{0,8})(\\.[0-9]{0,11}[1-9])?");
  private static final int MAX_SCALE = 12;
  private static final int MAX_DIGITS = 9;

  /** Keeps the number and drops its spelling, so that equal numbers are equal. */
  public Decimal {
    value = value.stripTrailingZeros();
    // Before anything writes it out: 1e400000000 is short only as it is spelled.
    if (digitsBeforePoint(value) > MAX_DIGITS || value.scale() > MAX_SCALE) {
      throw new IllegalArgumentException(
          "a decimal has at most 9 digits before the point and 12 after it");
    }
    value = value.setScale(Math.max(value.scale(), 0));
  }

  private static long digitsBeforePoint(BigDecimal number) {
    return (long) number.precision() - number.scale();
  }

  /**
   * Reads the one spelling.
   *
   * @throws IllegalArgumentException for any other, {@code 1.0}, {@code 1e3}, {@code -0} and {@code
   *     +1} included
   */
  public static Decimal parse(String text) {
    if (!SPELLING.matcher(text).matches() || text.equals("-0")) {
      throw new IllegalArgumentException("not a decimal spelled as plainly as 12, -0.5 or 0.973");
    }
    return new Decimal(new BigDecimal(text));
  }

  /**
   * The nearest decimal to a number below 10^9.
   *
   * @param digitsAfterPoint 0 to 12
   */
  public static Decimal near(BigDecimal number, int digitsAfterPoint) {
    return new Decimal(number.setScale(digitsAfterPoint, RoundingMode.HALF_EVEN));
  }

  public boolean negative() {
    return value.signum() < 0;
  }

  @Override
  public String toString() {
    return value.toPlainString();
  }
}
