package io.mgeosync.e2e.bench.failover.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The log of one of our programs: every line begins with its time in milliseconds. */
final class Lines {
  private static final long MICROS_PER_MILLI = 1000;

  private Lines() {}

  /**
   * When the first such line was written, in microseconds since 1970.
   *
   * @param from not before then, in the same unit
   */
  static OptionalLong first(Path log, long from, Predicate<String> which) throws IOException {
    try (var lines = Files.lines(log)) {
      return times(lines, from, which).findFirst();
    }
  }

  /** How many such lines were written since then. */
  static long count(Path log, long from, Predicate<String> which) throws IOException {
    try (var lines = Files.lines(log)) {
      return times(lines, from, which).count();
    }
  }

  private static LongStream times(Stream<String> lines, long from, Predicate<String> which) {
    return lines
        .filter(line -> !line.isEmpty() && Character.isDigit(line.charAt(0)))
        .filter(which)
        .mapToLong(Lines::micros)
        .filter(at -> at >= from - from % MICROS_PER_MILLI);
  }

  private static long micros(String line) {
    Instant at = OffsetDateTime.parse(line.substring(0, line.indexOf(' '))).toInstant();
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
