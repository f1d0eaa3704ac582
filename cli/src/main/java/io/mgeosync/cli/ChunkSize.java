package io.mgeosync.cli;

import io.mgeosync.manifest.digest.ChunkSizes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The average size of chunks as it is written on a command line. */
final class ChunkSize {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([KM])");
  private static final int LEAST = 4 << 10;
  private static final int MOST = 16 << 20;

  private ChunkSize() {}

  /**
   * Reads e.g. {@code 512K} or {@code 2M}.
   *
   * @throws IllegalArgumentException when that is no size for chunks
   */
  static ChunkSizes parse(String text) {
    Matcher form = FORM.matcher(text);
    long bytes = form.matches() ? Long.parseLong(form.group(1)) << shift(form.group(2)) : 0;
    if (bytes < LEAST || bytes > MOST || Long.bitCount(bytes) != 1) {
      throw new IllegalArgumentException("write a power of two from 4K to 16M, e.g. 1M");
    }
    return ChunkSizes.around((int) bytes);
  }

  private static int shift(String unit) {
    return unit.equals("K") ? 10 : 20;
  }
}
