package io.mgeosync.fetch;

import java.util.List;
import java.util.Locale;

/** Sizes for people: {@code 12.3 MiB}. */
public final class ByteText {
  private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB");
  private static final int STEP = 1024;

  private ByteText() {}

  public static String of(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double size = (double) bytes / STEP;
    int unit = 0;
    while (size >= STEP && unit < UNITS.size() - 1) {
      size /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS.get(unit));
  }
}
