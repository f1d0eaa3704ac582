package io.mgeosync.drill.report;

import java.util.Locale;
import java.util.stream.IntStream;

/** What stands along the axes. */
final class Ticks {
  private static final int MOST = 12;
  private static final int DECADE = 10;
  private static final double ROUNDING = 1.01;
  private static final int MILLIS = 1000;

  private Ticks() {}

  /** One line and one label for each decade. */
  static String latency(Axis latency, int left, int right) {
    var out = new StringBuilder();
    for (double level = latency.low(); level <= latency.high() * ROUNDING; level *= DECADE) {
      double y = latency.place(level);
      out.append(
              String.format(
                  Locale.ROOT, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>", left, y, right))
          .append(
              String.format(
                  Locale.ROOT,
                  "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                  left - 8,
                  y + 4,
                  level(level)));
    }
    return out.toString();
  }

  /** Labels at round numbers, at most a dozen. */
  static String time(Axis time, int y) {
    double step = step(time.high() - time.low());
    var out = new StringBuilder();
    for (double at = Math.ceil(time.low() / step) * step; at <= time.high(); at += step) {
      out.append(
          String.format(
              Locale.ROOT,
              "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
              time.place(at),
              y,
              number(at)));
    }
    return out.toString();
  }

  /** The power of ten that is not below, or not above, a value that is above zero. */
  static double decade(double value, boolean up) {
    double power = Math.log10(value);
    return Math.pow(DECADE, up ? Math.ceil(power) : Math.floor(power));
  }

  /** 1, 2 or 5 times a power of ten. */
  private static double step(double range) {
    double power = decade(range / MOST, false);
    return power
        * IntStream.of(1, 2, 5)
            .filter(factor -> range / (power * factor) <= MOST)
            .findFirst()
            .orElse(DECADE);
  }

  private static String level(double seconds) {
    return seconds < 1 ? number(seconds * MILLIS) + " ms" : number(seconds) + " s";
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    return text.equals("-0") || text.isEmpty() ? "0" : text;
  }
}
