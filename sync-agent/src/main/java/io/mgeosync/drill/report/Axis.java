package io.mgeosync.drill.report;

/**
 * From a value to a place on the page; what lies outside the values is drawn at the edge.
 *
 * @param at the place of {@code low}
 * @param to the place of {@code high}
 * @param logarithmic both values are then above zero
 */
record Axis(double low, double high, double at, double to, boolean logarithmic) {
  Axis {
    if (!(low < high) || (logarithmic && low <= 0)) {
      throw new IllegalArgumentException("an axis has a range");
    }
  }

  double place(double value) {
    double inside = Math.clamp(value, low, high);
    double share =
        logarithmic ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low);
    return at + share * (to - at);
  }

  boolean holds(double value) {
    return low <= value && value <= high;
  }
}
