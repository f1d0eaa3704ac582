package io.mgeosync.e2e.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to measure of the probes.
 *
 * @param interval of every probe while faults come and go
 * @param runs of each fault
 * @param looks good ones, without load and under load
 * @param idle for how long the idle agent is watched
 */
record ProbeOptions(Set<Part> parts, Duration interval, int runs, long looks, Duration idle) {

  /** A part of the benchmark. */
  enum Part {
    FAULTS,
    LOOKS,
    IDLE
  }

  static final String USAGE =
      """
      usage: probe [option]…
        --only PART,PART…   of: faults looks idle
        --interval MILLIS   of every probe while faults come and go; 1000 when not given
        --runs N            of each fault; 5 when not given
        --looks N           good ones, once alone and once under load; 10000 when not given
        --idle SECONDS      for how long the idle agent is watched; 60 when not given\
      """;

  ProbeOptions {
    if (interval.toMillis() < 100 || runs < 1 || looks < 1 || !idle.isPositive()) {
      throw new IllegalArgumentException(
          "--interval is at least 100, and --runs, --looks and --idle are positive");
    }
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static ProbeOptions parse(List<String> words) {
    var options =
        new ProbeOptions(
            EnumSet.allOf(Part.class), Duration.ofSeconds(1), 5, 10_000, Duration.ofMinutes(1));
    for (int i = 0; i < words.size(); i += 2) {
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException("no value for " + words.get(i));
      }
      options = options.with(words.get(i), words.get(i + 1));
    }
    return options;
  }

  private ProbeOptions with(String option, String value) {
    return switch (option) {
      case "--only" -> new ProbeOptions(named(value), interval, runs, looks, idle);
      case "--interval" ->
          new ProbeOptions(parts, Duration.ofMillis(number(value)), runs, looks, idle);
      case "--runs" -> new ProbeOptions(parts, interval, (int) number(value), looks, idle);
      case "--looks" -> new ProbeOptions(parts, interval, runs, number(value), idle);
      case "--idle" ->
          new ProbeOptions(parts, interval, runs, looks, Duration.ofSeconds(number(value)));
      default -> throw new IllegalArgumentException("no such option: " + option);
    };
  }

  private static long number(String word) {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number: " + word, e);
    }
  }

  private static Set<Part> named(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(word -> Part.valueOf(word.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
  }
}
